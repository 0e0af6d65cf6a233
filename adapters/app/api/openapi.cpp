#include "adapters/app/api/openapi.h"

#include <algorithm>
#include <set>

#include "adapters/app/wish.h"

#include "api_schemas/embedded.h"

namespace dunghan::app::api {
namespace {

Json reference(const std::string& schema) {
    return {{"$ref", "#/components/schemas/" + schema}};
}

Json content(const std::string& type, const Json& schema) {
    return {{type, {{"schema", schema}}}};
}

Json parameter(const Parameter& said, const char* in) {
    return {
        {"name", said.name},
        {"in", in},
        {"required", std::string_view(in) == "path"},
        {"description", said.help},
        {"schema", said.schema}};
}

// What every change reads besides its body.
const std::vector<Parameter>& change_headers() {
    static const std::vector<Parameter> headers{
        {"Idempotency-Key",
         "Names this wish: repeated, it is answered, not done again",
         text_schema()},
        {"If-Match",
         "The ETag of the task as it was read: refused when it has moved on",
         {{"type", "string"}, {"pattern", "^(\"[0-9]{1,18}\"|\\*)$"}}}};
    return headers;
}

Json parameters_of(const Operation& operation) {
    Json list = Json::array();
    const auto add = [&](const char* in, const std::vector<Parameter>& parameters) {
        for (const Parameter& each : parameters) {
            list.push_back(parameter(each, in));
        }
    };
    add("path", operation.places);
    add("query", operation.query);
    add("header", operation.headers);
    if (operation.changes) {
        add("header", change_headers());
    }
    return list;
}

std::set<unsigned> problems_of(const Operation& operation) {
    std::set<unsigned> statuses(operation.also.begin(), operation.also.end());
    statuses.insert({400, 414, 431, 503});
    if (operation.needs) {
        statuses.insert({401, 403});
    }
    if (!operation.body.empty()) {
        statuses.insert(413);
    }
    if (operation.changes) {
        statuses.insert({404, 412, 422});
    }
    return statuses;
}

Json answers_of(const Operation& operation) {
    const Json schema =
        operation.answer.empty() ? Json{{"type", "string"}} : reference(operation.answer);
    Json answers;
    answers[std::to_string(operation.status)] = {
        {"description", operation.changes ? "Durable" : "As asked"},
        {"content", content(operation.answer_type, schema)}};
    for (const unsigned status : problems_of(operation)) {
        const Json problem = status == 503 && !operation.not_yet.empty()
                                 ? content("application/json", reference(operation.not_yet))
                                 : content("application/problem+json", reference("Problem"));
        answers[std::to_string(status)] = {
            {"description", std::string(http::reason_of(status))}, {"content", problem}};
    }
    return answers;
}

Json path_item(const Operation& operation) {
    Json item{
        {"operationId", operation.route.name},
        {"tags", {operation.tag}},
        {"summary", operation.summary},
        {"parameters", parameters_of(operation)},
        {"responses", answers_of(operation)}};
    if (!operation.body.empty()) {
        item["requestBody"] = {
            {"required", true},
            {"content", content("application/json", reference(operation.body))}};
    }
    item["security"] = operation.needs
                           ? Json::array({{{"token", Json::array()}}, {{"session", Json::array()}}})
                           : Json::array();
    return item;
}

Json field_schema(const WishField& field) {
    Json schema = std::holds_alternative<std::string Wish::*>(field.member)
                      ? Json{{"type", "string"}, {"maxLength", 4000}}
                      : Json{{"type", "integer"}, {"minimum", 0}, {"maximum", 20'000}};
    schema["description"] = field.help;
    return schema;
}

// The body of an action: its own fields and when it happened; a new task's code as well.
Json wish_schema(const WishAction& action) {
    Json properties;
    for (const WishField& field : wish_fields) {
        const bool own = std::ranges::count(action.fields, field.name) > 0;
        const bool code = field.name == "task" && action.name == "assign";
        if (own || code || field.name == "at" || field.name == "expect_version") {
            properties[std::string(field.name)] = field_schema(field);
        }
    }
    Json schema{{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
    if (action.name == "assign") {
        schema["required"] = {"task", "title", "holder", "deadline"};
    }
    return schema;
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '&': out += "&amp;"; break;
            case '"': out += "&quot;"; break;
            default: out += c;
        }
    }
    return out;
}

}  // namespace

Json openapi(const Operations& operations) {
    Json document;
    document["openapi"] = "3.1.0";
    document["info"] = {
        {"title", "dunghan"},
        {"version", "1"},
        {"description",
         "Tasks, deadlines and who is late. Every reading takes as_of (what had happened by then) "
         "and as_known (what had been recorded by then) and says the position it reflects; every "
         "change is durable when it is answered, and answers the position it was recorded at."}};
    for (const Operation& operation : operations) {
        std::string method = operation.route.method;
        std::ranges::transform(method, method.begin(), [](char c) {
            return static_cast<char>(c | 0x20);
        });
        document["paths"][operation.route.path][method] = path_item(operation);
    }
    document["components"]["schemas"] = Json::parse(embedded::components_json);
    for (const WishAction& action : wish_actions) {
        document["components"]["schemas"]["Wish-" + std::string(action.name)] = wish_schema(action);
    }
    document["components"]["securitySchemes"]["token"] = {
        {"type", "http"},
        {"scheme", "bearer"},
        {"description", "dh_…, made by `dunghan token create`"}};
    document["components"]["securitySchemes"]["session"] = {
        {"type", "apiKey"},
        {"in", "cookie"},
        {"name", "__Host-dunghan"},
        {"description",
         "Of a person who has logged in; 'dunghan' without TLS. A change carries X-CSRF-Token "
         "too"}};
    return document;
}

std::string docs_page(const Operations& operations) {
    std::string page =
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>dunghan: "
        "API</title></head><body><main><h1>dunghan: the API</h1>\n<p>For programs: <a "
        "href=\"/openapi.json\">/openapi.json</a> (OpenAPI 3.1).</p>\n";
    for (const Operation& operation : operations) {
        page += "<h2>" + escaped(operation.route.method + " " + operation.route.path) +
                "</h2>\n<p>" + escaped(operation.summary) + ".</p>\n";
        if (operation.query.empty()) {
            continue;
        }
        page += "<dl>\n";
        for (const Parameter& parameter : operation.query) {
            page += "<dt><code>" + escaped(parameter.name) + "</code></dt><dd>" +
                    escaped(parameter.help) + "</dd>\n";
        }
        page += "</dl>\n";
    }
    return page + "</main></body></html>\n";
}

}  // namespace dunghan::app::api
