// What is published: directory, policies, calendars, definitions, series. As the log holds them.
#include <algorithm>

#include "adapters/app/api/context.h"

namespace dunghan::app::api {
namespace {

struct Kind {
    std::string_view name;   // in the path
    std::string_view begin;  // of the keys of its rows in View::notice
};

constexpr Kind kinds[] = {
    {"directory", "directory"},
    {"policies", "policy"},
    {"calendars", "calendar/"},
    {"definitions", "definition/"},
    {"series", "series/"}};

std::vector<std::string> names_of_kinds() {
    std::vector<std::string> names;
    for (const Kind& kind : kinds) {
        names.emplace_back(kind.name);
    }
    return names;
}

http::Answer list_rules(Context& context, const http::Request& request) {
    const auto found = std::ranges::find(kinds, request.places.at("kind"), &Kind::name);
    if (found == std::end(kinds)) {
        return answer_to(
            Error{
                ErrorCode::not_found,
                "Expected directory, policies, calendars, definitions or series, but got '" +
                    request.places.at("kind") + "'"},
            "kind"
        );
    }
    const Store& store = context.views.store();
    Json json{{"position", store.head().value}, {"items", Json::array()}};
    const auto scanned = store.scan(
        dunghan::View::notice,
        found->begin,
        {},
        [&](std::string_view key, std::string_view value) {
            if (!key.starts_with(found->begin)) {
                return false;
            }
            json["items"].push_back({{"key", key}, {"data", Json::parse(value, nullptr, false)}});
            return true;
        }
    );
    return scanned ? json_answer(json) : answer_to(scanned.error());
}

http::Answer list_agencies(Context& context, const http::Request& request) {
    const auto view = context.views.at(request);
    if (!view) {
        return answer_to(view.error());
    }
    const Date day = date_at(view->query.as_of, view->rules->policy.zone);
    Json json{{"position", view->position.value}, {"items", Json::array()}};
    for (const Agency& agency : view->rules->directory.content().agencies) {
        json["items"].push_back(
            {{"id", agency.id},
             {"name", agency.name},
             {"aliases", agency.aliases},
             {"exists", exists_on(agency, day)},
             {"successor", agency.successor}}
        );
    }
    return json_answer(json);
}

}  // namespace

Operations rule_operations(Context& context) {
    Operations operations(2);
    operations[0].route = {
        "GET", "/v1/agencies", "listAgencies", 0, at_once(with(context, list_agencies))};
    operations[0].summary = "Agencies of the directory";
    operations[0].query = with_times({});
    operations[0].answer = "AgencyPage";
    operations[1].route = {
        "GET", "/v1/rules/{kind}", "listRules", 0, at_once(with(context, list_rules))};
    operations[1].summary =
        "What is published: directory, policies, calendars, definitions or series";
    operations[1].places = {{"kind", "What to list", words_schema(names_of_kinds())}};
    operations[1].answer = "RulePage";
    operations[1].also = {404};
    for (Operation& operation : operations) {
        operation.tag = "rules";
        operation.needs = access::Operation::read_directory;
    }
    return operations;
}

}  // namespace dunghan::app::api
