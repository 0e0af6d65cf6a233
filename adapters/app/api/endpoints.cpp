// Endpoints: who they are, how far they have come, and what was sent to them.
#include "engine/projection/endpoint_history.h"

#include "adapters/app/api/context.h"
#include "adapters/app/api/endpoint_change.h"
#include "adapters/app/api/task_page.h"

namespace dunghan::app::api {
namespace {

using AccessOperation = access::Operation;

http::Answer unknown_endpoint() {
    return answer_to(
        Error{ErrorCode::not_found, "Expected the id of an endpoint that is there"}, "endpoint"
    );
}

bool may_read(const http::Request& request, const endpoint::State& state) {
    return access::may(
               visitor_of(request).caller,
               AccessOperation::read_endpoints,
               target_of(state.endpoint)
    )
        .has_value();
}

// What a visitor may not see is not there: neither as it is now, nor as it was.
Result<std::optional<endpoint::State>> visible_endpoint(
    Context& context, const http::Request& request, const View& view
) {
    const Store& store = context.views.store();
    const std::string& id = request.places.at("endpoint");
    const auto now = endpoint_at(store, id, {context.views.now(), end_of_time});
    const auto then = now && view.says_when ? endpoint_at(store, id, view.query) : now;
    if (!then) {
        return tl::unexpected(then.error());
    }
    const bool visible = then->exists() && may_read(request, *now) && may_read(request, *then);
    return visible ? std::optional(*then) : std::nullopt;
}

Result<Json> described(Context& context, const endpoint::State& state, const View& view) {
    if (view.says_when) {
        return endpoint_json(state, std::nullopt, view.query.as_of);
    }
    return progress_of(state, context.endpoints.ledger()).map([&](const Progress& progress) {
        return endpoint_json(state, progress, view.query.as_of);
    });
}

http::Answer list_endpoints(Context& context, const http::Request& request) {
    const auto view = context.views.at(request);
    const auto limit = number_of(request, "limit", 1, page_max, page_usual);
    if (!view || !limit) {
        return answer_to(view ? limit.error() : view.error());
    }
    const Store& store = context.views.store();
    const auto states = endpoints_at(store, {context.views.now(), end_of_time});
    if (!states) {
        return answer_to(states.error());
    }
    Json json{{"position", view->position.value}, {"items", Json::array()}, {"next", nullptr}};
    const std::string cursor = text_of(request, "cursor");
    std::string last;
    for (const endpoint::State& now : *states) {
        const std::string& id = now.endpoint.id;
        if (id <= cursor || !may_read(request, now)) {
            continue;
        }
        const auto then = view->says_when ? endpoint_at(store, id, view->query) : now;
        if (!then) {
            return answer_to(then.error());
        }
        if (!then->exists() || !may_read(request, *then)) {
            continue;
        }
        if (json["items"].size() == *limit) {
            json["next"] = last;
            break;
        }
        const auto item = described(context, *then, *view);
        if (!item) {
            return answer_to(item.error());
        }
        last = id;
        json["items"].push_back(*item);
    }
    return json_answer(json);
}

http::Answer read_endpoint(Context& context, const http::Request& request) {
    const auto view = context.views.at(request);
    if (!view) {
        return answer_to(view.error());
    }
    const auto state = visible_endpoint(context, request, *view);
    if (!state || !*state) {
        return state ? unknown_endpoint() : answer_to(state.error());
    }
    auto json = described(context, **state, *view);
    if (!json) {
        return answer_to(json.error());
    }
    (*json)["position"] = view->position.value;
    auto answer = json_answer(*json);
    answer.fields.emplace_back("ETag", "\"" + std::to_string((*state)->version.value) + "\"");
    return answer;
}

// A cursor is the instant and the position of the last attempt of the page before: "…Z/42".
std::string cursor_of(const endpoint::Attempt& attempt) {
    return to_rfc3339(attempt.started) + "/" + std::to_string(attempt.position);
}

Read<std::string> key_of_cursor(const http::Request& request, const std::string& endpoint) {
    const std::string text = text_of(request, "cursor");
    if (text.empty()) {
        return std::string();
    }
    const std::size_t slash = text.find('/');
    const std::string digits = slash == std::string::npos ? "" : text.substr(slash + 1);
    const auto at = parse_instant(text.substr(0, slash), Zone{});
    const bool number = !digits.empty() && digits.size() <= 18 &&
                        digits.find_first_not_of("0123456789") == std::string::npos;
    if (!at || !number) {
        return bad_parameter("cursor", "the 'next' of the page before", text);
    }
    return attempt_key(endpoint, *at, std::stoull(digits));
}

http::Answer list_attempts(Context& context, const http::Request& request) {
    const auto view = context.views.at(request);
    if (!view) {
        return answer_to(view.error());
    }
    const auto state = visible_endpoint(context, request, *view);
    if (!state || !*state) {
        return state ? unknown_endpoint() : answer_to(state.error());
    }
    const std::string& id = (*state)->endpoint.id;
    const auto limit = number_of(request, "limit", 1, page_max, page_usual);
    const auto cursor = key_of_cursor(request, id);
    if (!limit || !cursor) {
        return answer_to(limit ? cursor.error() : limit.error());
    }
    Json json{{"position", view->position.value}, {"items", Json::array()}, {"next", nullptr}};
    std::string last;
    const auto visited = visit_attempts(
        id,
        context.endpoints.ledger(),
        *cursor,
        [&](auto, const endpoint::Attempt& attempt) {
            if (json["items"].size() == *limit) {
                json["next"] = last;
                return false;
            }
            last = cursor_of(attempt);
            json["items"].push_back(attempt_json(attempt));
            return true;
        }
    );
    return visited ? json_answer(json) : answer_to(visited.error());
}

Operation reading(
    Context& context,
    const std::string& path,
    const std::string& name,
    const std::string& summary,
    const std::string& answer,
    ReadWith read
) {
    Operation operation;
    operation.route = {"GET", path, name, 0, on_worker(context, with(context, read))};
    operation.tag = "endpoints";
    operation.summary = summary;
    operation.needs = AccessOperation::read_endpoints;
    operation.answer = answer;
    if (path.find('{') != std::string::npos) {
        operation.places = {endpoint_place()};
        operation.also = {404};
    }
    return operation;
}

}  // namespace

Operations endpoint_operations(Context& context) {
    Operations operations{
        reading(
            context, "/v1/endpoints", "listEndpoints", "Endpoints", "EndpointPage", list_endpoints
        ),
        reading(
            context,
            "/v1/endpoints/{endpoint}",
            "readEndpoint",
            "One endpoint, and how far it has come",
            "Endpoint",
            read_endpoint
        ),
        reading(
            context,
            "/v1/endpoints/{endpoint}/attempts",
            "listAttempts",
            "What was sent to an endpoint, and what it answered; the newest first",
            "AttemptPage",
            list_attempts
        )};
    operations[0].query = with_times(
        {{"limit", "Endpoints of a page", number_schema(1, page_max, page_usual)},
         {"cursor", "The 'next' of the page before", text_schema(64)}}
    );
    operations[1].query = with_times({});
    operations.back().query = {
        {"limit", "Attempts of a page", number_schema(1, page_max, page_usual)},
        {"cursor", "The 'next' of the page before", text_schema(64)}};
    const Operations changes = endpoint_changes(context);
    operations.insert(operations.end(), changes.begin(), changes.end());
    return operations;
}

}  // namespace dunghan::app::api
