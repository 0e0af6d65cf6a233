// What is published: directory, policies, calendars, definitions, series. As the log holds them.
#include <algorithm>
#include <set>

#include "engine/codec/event.h"

#include "adapters/app/api/context.h"
#include "adapters/app/api/publish_rules.h"
#include "adapters/app/series_json.h"

namespace dunghan::app::api {
namespace {

struct Kind {
    std::string_view name;        // in the path
    EventType published;          // other events of its streams do not change it
    std::string_view begin;       // of the keys of its rows in View::notice
    bool keeps_versions = false;  // a row each: "definition/security-dossier/2"; else the newest
};

constexpr Kind kinds[] = {
    {"directory", EventType::directory_published, "directory"},
    {"policies", EventType::policy_published, "policy"},
    {"calendars", EventType::calendar_published, "calendar/"},
    {"definitions", EventType::definition_published, "definition/", true},
    {"series", EventType::series_published, "series/"}};

std::vector<std::string> names_of_kinds() {
    std::vector<std::string> names;
    for (const Kind& kind : kinds) {
        names.emplace_back(kind.name);
    }
    return names;
}

Result<void> each_row(const Store& store, const Kind& kind, const Store::VisitRow& visit) {
    return store.scan(
        dunghan::View::notice,
        kind.begin,
        {},
        [&](std::string_view key, std::string_view row) {
            return key.starts_with(kind.begin) && visit(key, row);
        }
    );
}

Json rule_json(const std::string& key, std::string_view payload) {
    return {{"key", key}, {"data", Json::parse(payload, nullptr, false)}};
}

Result<Json> rules_now(const Store& store, const Kind& kind) {
    Json items = Json::array();
    return each_row(
               store,
               kind,
               [&](std::string_view key, std::string_view row) {
                   items.push_back(rule_json(std::string(key), row));
                   return true;
               }
    ).map([&] { return std::move(items); });
}

// What a stream said by then: its newest event, or each that is a version of its own.
Result<void> add_known(
    Json& items, const Store& store, const Kind& kind, const std::string& stream, Instant as_known
) {
    Json newest;
    std::optional<Error> broken;
    const auto read = store.read_stream({stream}, [&](const Record& record) {
        const Envelope& envelope = record.envelope;
        if (envelope.recorded_at > as_known) {
            return false;
        }
        if (envelope.type != kind.published) {
            return true;
        }
        const auto event = decode_payload(envelope.type, envelope.schema, record.payload);
        if (!event) {
            broken = event.error();
            return false;
        }
        newest = rule_json(stream, encode_document(*event));  // in the words of today
        if (kind.keeps_versions) {
            newest["key"] = stream + "/" + newest["data"]["version"].dump();
            items.push_back(std::exchange(newest, {}));
        }
        return true;
    });
    if (!newest.is_null()) {
        items.push_back(std::move(newest));
    }
    return broken ? tl::unexpected(*broken) : read;
}

// The rows know every stream there is; what was known when, only the streams do.
Result<Json> rules_known(const Store& store, const Kind& kind, Instant as_known) {
    std::set<std::string> streams;
    auto read = each_row(store, kind, [&](std::string_view key, std::string_view) {
        streams.emplace(kind.keeps_versions ? key.substr(0, key.rfind('/')) : key);
        return true;
    });
    Json items = Json::array();
    for (auto stream = streams.begin(); read && stream != streams.end(); ++stream) {
        read = add_known(items, store, kind, *stream, as_known);
    }
    return read.map([&] { return std::move(items); });
}

http::Answer list_rules(Context& context, const http::Request& request) {
    const auto view = context.views.at(request);
    if (!view) {
        return answer_to(view.error());
    }
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
    auto items = view->query.as_known == end_of_time
                     ? rules_now(store, *found)
                     : rules_known(store, *found, view->query.as_known);
    return items ? json_answer({{"position", view->position.value}, {"items", std::move(*items)}})
                 : answer_to(items.error());
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

http::Answer read_series(Context& context, const http::Request& request) {
    const auto view = context.views.at(request);
    if (!view) {
        return answer_to(view.error());
    }
    const Zone& zone = view->rules->policy.zone;
    const auto found = series_at(
        context.views.store(),
        request.places.at("series"),
        text_of(request, "period"),
        view->query,
        zone
    );
    if (!found) {
        return answer_to(found.error(), "series");
    }
    Json json = series_json(*found, view->query, zone, view->rules->directory);
    json["position"] = view->position.value;
    return json_answer(json);
}

Operation series_operation(Context& context) {
    Operation operation;
    operation.route = {
        "GET",
        "/v1/series/{series}",
        "readSeries",
        0,
        on_worker(context, with(context, read_series))};
    operation.tag = "series";
    operation.summary = "Who filed for a period of a series, who did not, and who is late";
    operation.needs = access::Operation::read_log;
    operation.places = {{"series", "The id of a series: monthly-report", text_schema(64)}};
    operation.query =
        with_times({{"period", "Unsaid: the last one that was opened", text_schema(64)}});
    operation.answer = "SeriesAt";
    operation.also = {404};
    return operation;
}

}  // namespace

Operations rule_operations(Context& context) {
    Operations operations(3);
    operations[0].route = {
        "GET", "/v1/agencies", "listAgencies", 0, at_once(with(context, list_agencies))};
    operations[0].summary = "Agencies of the directory";
    operations[0].query = with_times({});
    operations[0].answer = "AgencyPage";
    operations[1].route = {
        "GET", "/v1/rules/{kind}", "listRules", 0, soon(context, with(context, list_rules))};
    operations[1].summary =
        "What is published: directory, policies, calendars, definitions or series";
    operations[1].places = {{"kind", "What to list", words_schema(names_of_kinds())}};
    operations[1].query = with_times({});
    operations[1].answer = "RulePage";
    operations[1].also = {404};
    for (Operation& operation : operations) {
        operation.tag = "rules";
        operation.needs = access::Operation::read_directory;
    }
    operations[2] = publish_operation(context);
    operations.push_back(series_operation(context));
    return operations;
}

}  // namespace dunghan::app::api
