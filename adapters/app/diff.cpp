// `dunghan diff --from A --to B`: what changed, what it was before, and which events did it.
#include "adapters/app/diff.h"

#include <cstdio>

#include "engine/audit/changes.h"
#include "engine/audit/known.h"
#include "engine/codec/event.h"
#include "engine/task/stream.h"

#include "adapters/app/event_json.h"
#include "adapters/app/exit_code.h"
#include "adapters/app/task_json.h"
#include "adapters/app/words.h"

namespace dunghan::app {
namespace {

using audit::Mover;
using audit::Side;
using audit::TaskChange;

constexpr std::size_t rows_shown_max = 2000;  // for people; programs get all

struct Sides {
    Side from;
    Side to;
};

Result<Side> side_of(const Store& store, const TimeQuery& query) {
    return audit::policy_known(store, query.as_known).map([&](const auto& policy) {
        return Side{query, policy ? policy->content : Policy{}};
    });
}

Result<Sides> sides_of(const Reading& reading, const DiffArguments& arguments) {
    const auto a = parse_instant(arguments.from, reading.policy.zone);
    const auto b = parse_instant(arguments.to, reading.policy.zone);
    if (!a || !b) {
        return tl::unexpected(a ? b.error() : a.error());
    }
    if (*a > *b) {
        return fail(
            ErrorCode::invalid,
            "Expected --from at or before --to, but " + to_rfc3339(*a) + " comes after " +
                to_rfc3339(*b)
        );
    }
    TimeQuery from = reading.query;
    TimeQuery to = reading.query;
    (arguments.by_known ? from.as_known : from.as_of) = *a;
    (arguments.by_known ? to.as_known : to.as_of) = *b;
    const auto first = side_of(*reading.store, from);
    const auto second = side_of(*reading.store, to);
    if (!first || !second) {
        return tl::unexpected(first ? second.error() : first.error());
    }
    return Sides{*first, *second};
}

using Visit = std::function<bool(const TaskChange&)>;

// The codes of the three kinds do not meet: the one whose stream has events is meant.
Result<void> visit_one(
    const Store& store, const std::string& code, const Sides& sides, const Visit& visit
) {
    for (const auto kind : task::kinds) {
        const StreamId stream = task::stream_of(kind, code);
        const auto state = audit::task_at(store, stream, {end_of_time, sides.to.query.as_known});
        if (!state) {
            return tl::unexpected(state.error());
        }
        if (*state) {
            return audit::visit_change(store, stream, sides.from, sides.to, visit);
        }
    }
    return fail(
        ErrorCode::not_found,
        "Expected the code of a task known by " + to_rfc3339(sides.to.query.as_known) +
            ", like 2.8, 6.6#3 or hs-so-du-lich, but there is no '" + code + "'"
    );
}

Result<void> visit_all(
    const Reading& reading, const DiffArguments& arguments, const Sides& sides, const Visit& visit
) {
    return arguments.task.empty()
               ? audit::visit_changes(*reading.store, sides.from, sides.to, visit)
               : visit_one(*reading.store, arguments.task, sides, visit);
}

Json state_json(
    const StreamId& stream, const std::optional<audit::StateAt>& at, const Directory& directory
) {
    return at ? task_json(stream, *at->state, at->judgement, directory) : Json::object();
}

struct Field {
    std::string name;
    Json before;
    Json after;
};

// Fields of one task that are not the same. Both sides are named by one directory: an agency that
// changed its name changes no task.
std::vector<Field> fields_of(const TaskChange& change, const Directory& directory) {
    const Json before = state_json(change.stream, change.before, directory);
    const Json after = state_json(change.stream, change.after, directory);
    std::vector<Field> fields;
    for (const auto& [name, value] : (change.after ? after : before).items()) {
        const Json was = before.value(name, Json());
        const Json is = after.value(name, Json());
        if (was != is) {
            fields.push_back({name, was, is});
        }
    }
    return fields;
}

std::string_view kind_of(const TaskChange& change) {
    return !change.before ? "appeared" : !change.after ? "vanished" : "changed";
}

Json cause_json(const audit::Cause& cause) {
    return {
        {"position", cause.position.value},
        {"type", name_of(cause.type)},
        {"occurred_at", to_rfc3339(cause.occurred_at)},
        {"recorded_at", to_rfc3339(cause.recorded_at)},
        {"actor", cause.actor}};
}

Json change_json(const TaskChange& change, const Directory& directory) {
    Json json;
    json["task"] = (change.after ? change.after : change.before)->state->code;
    json["stream"] = change.stream.value;
    json["change"] = kind_of(change);
    json["verdict_moved_by"] =
        change.mover == Mover::nothing ? Json() : Json(audit::to_text(change.mover));
    json["fields"] = Json::object();
    for (const Field& field : fields_of(change, directory)) {
        json["fields"][field.name] = {{"before", field.before}, {"after", field.after}};
    }
    json["events"] = Json::array();
    for (const audit::Cause& cause : change.causes) {
        json["events"].push_back(cause_json(cause));
    }
    return json;
}

struct Counts {
    std::uint64_t appeared = 0;
    std::uint64_t vanished = 0;
    std::uint64_t changed = 0;
    std::uint64_t by_clock = 0;  // verdicts that moved without any event
    std::uint64_t other_events = 0;

    void add(const TaskChange& change) {
        ++(!change.before ? appeared : !change.after ? vanished : changed);
        by_clock += change.mover == Mover::clock && change.causes.empty() ? 1 : 0;
    }
};

Json side_json(const Side& side) {
    Json json;
    json["as_of"] = to_rfc3339(side.query.as_of);
    json["as_known"] =
        side.query.as_known == end_of_time ? Json() : Json(to_rfc3339(side.query.as_known));
    return json;
}

// The elements of a list, one a line, written as they come.
void print_element(const Json& element, bool& any) {
    std::printf("%s    %s", any ? ",\n" : "\n", element.dump().c_str());
    any = true;
}

Result<void> print_json(
    const Reading& reading, const DiffArguments& arguments, const Sides& sides
) {
    std::printf(
        "{\n  \"from\": %s,\n  \"to\": %s,\n  \"tasks\": [",
        side_json(sides.from).dump().c_str(),
        side_json(sides.to).dump().c_str()
    );
    Counts counts;
    bool any = false;
    const auto told = visit_all(reading, arguments, sides, [&](const TaskChange& change) {
        counts.add(change);
        print_element(change_json(change, reading.directory), any);
        return true;
    });
    if (!told) {
        return told;
    }
    std::printf("%s],\n  \"other_events\": [", any ? "\n  " : "");
    any = false;
    const auto rest = !arguments.task.empty()
                          ? Result<void>{}
                          : audit::visit_other_events(
                                *reading.store,
                                sides.from,
                                sides.to,
                                [&](const Record& record) {
                                    ++counts.other_events;
                                    Json event = cause_json(audit::cause_of(record.envelope));
                                    event["stream"] = record.envelope.stream.value;
                                    print_element(event, any);
                                    return true;
                                }
                            );
    if (!rest) {
        return rest;
    }
    const Json sum{
        {"appeared", counts.appeared},
        {"vanished", counts.vanished},
        {"changed", counts.changed},
        {"by_clock_alone", counts.by_clock},
        {"other_events", counts.other_events}};
    std::printf("%s],\n  \"counts\": %s\n}\n", any ? "\n  " : "", sum.dump().c_str());
    return {};
}

std::string words_of_causes(const TaskChange& change) {
    if (change.causes.empty()) {
        return change.mover == Mover::policy ? "chính sách" : "đồng hồ";
    }
    std::string text = change.mover == Mover::clock ? "đồng hồ" : "";
    for (const audit::Cause& cause : change.causes) {
        text += (text.empty() ? "#" : ", #") + std::to_string(cause.position.value) + " " +
                std::string(name_of(cause.type));
    }
    return text;
}

std::string verdict_words(const std::optional<audit::StateAt>& at) {
    if (!at) {
        return "chưa có";
    }
    const auto days = at->judgement.days_late;
    return std::string(words_of(at->judgement.verdict)) +
           (days > 0 ? " " + std::to_string(days) + " ngày" : "");
}

std::string progress_words(const std::optional<audit::StateAt>& at) {
    return at ? state_words(*at->state) : "";
}

std::string rating_words(const std::optional<audit::StateAt>& at) {
    return at ? at->state->rating.value.code : "";
}

void add_rows(TextTable& table, const TaskChange& change) {
    const std::string code = (change.after ? change.after : change.before)->state->code;
    const std::string causes = words_of_causes(change);
    bool first = true;
    const auto row = [&](const char* what, const std::string& was, const std::string& is) {
        table.add({{first ? code : ""}, {what}, {was}, {is}, {first ? causes : "", Colour::dim}});
        first = false;
    };
    const auto row_if = [&](const char* what, const std::string& was, const std::string& is) {
        if (was != is) {
            row(what, was, is);
        }
    };
    row_if("theo hạn", verdict_words(change.before), verdict_words(change.after));
    row_if("trạng thái", progress_words(change.before), progress_words(change.after));
    row_if("đánh giá", rating_words(change.before), rating_words(change.after));
    if (first) {
        row("chi tiết khác", "", "xem --json");
    }
}

std::string shown(const Side& side) {
    return to_rfc3339(side.query.as_of) +
           (side.query.as_known == end_of_time
                ? ""
                : " (theo những gì đã ghi đến " + to_rfc3339(side.query.as_known) + ")");
}

Result<void> print_table(
    const Reading& reading, const DiffArguments& arguments, const Sides& sides
) {
    std::printf(
        "%s\n\n", paint("Từ " + shown(sides.from) + " đến " + shown(sides.to), Colour::bold).c_str()
    );
    TextTable table(
        {{"Mã", false, 28},
         {"Điều gì", false, 14},
         {"Trước", false, 30},
         {"Sau", false, 30},
         {"Vì (vị trí, sự kiện)", false, 60}}
    );
    Counts counts;
    std::size_t shown_tasks = 0;
    const auto told = visit_all(reading, arguments, sides, [&](const TaskChange& change) {
        counts.add(change);
        if (shown_tasks < rows_shown_max) {
            ++shown_tasks;
            add_rows(table, change);
        }
        return true;
    });
    if (!told) {
        return told;
    }
    const std::uint64_t all = counts.appeared + counts.vanished + counts.changed;
    if (all == 0) {
        std::puts("Không có gì thay đổi.");
        return {};
    }
    std::fputs(table.text().c_str(), stdout);
    if (all > shown_tasks) {
        std::printf(
            "… và %llu việc khác (--json)\n", static_cast<unsigned long long>(all - shown_tasks)
        );
    }
    std::printf(
        "\n%s việc thay đổi, %s việc mới; %s chỉ vì thời gian trôi qua\n",
        two_digits(counts.changed + counts.vanished).c_str(),
        two_digits(counts.appeared).c_str(),
        two_digits(counts.by_clock).c_str()
    );
    return {};
}

}  // namespace

int run_diff(const Options& options, const DiffArguments& arguments) {
    const auto reading = open_reading(options);
    if (!reading) {
        return complain(reading.error());
    }
    const auto printed = sides_of(*reading, arguments).and_then([&](const Sides& sides) {
        return options.json ? print_json(*reading, arguments, sides)
                            : print_table(*reading, arguments, sides);
    });
    return printed ? exit_ok : complain(printed.error());
}

}  // namespace dunghan::app
