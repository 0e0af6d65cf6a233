// `dunghan task CODE`: one task, its verdict and its whole history.
#include <cstdio>
#include <nlohmann/json.hpp>

#include "engine/task/milestones.h"
#include "engine/task/workflow.h"

#include "adapters/app/commands.h"
#include "adapters/app/event_json.h"
#include "adapters/app/exit_code.h"
#include "adapters/app/find_task.h"
#include "adapters/app/words.h"

namespace dunghan::app {
namespace {

using Json = nlohmann::ordered_json;

Json milestones_json(const task::State& state, const Zone& zone) {
    Json list = Json::array();
    task::for_each_milestone(state, [&](std::uint32_t i) {
        const Milestone milestone = *task::milestone_of(state, i);
        Json json;
        json["label"] = milestone.label;
        json["raw"] = milestone.raw;
        if (const auto due = task::due_in_force(state, i)) {
            json["due"] = to_iso(date_at(plus_ms(*due, -1), zone));
            json["due_before"] = to_rfc3339(*due);
        }
        if (const auto start = task::start_in_force(state, i)) {
            json["start_before"] = to_rfc3339(*start);
        }
        json["met"] = task::is_met(state, i);
        list.push_back(std::move(json));
    });
    return list;
}

bool is_silent(const task::State& state, Instant now) {
    return state.course->silenced.stated() && now < state.course->silenced.value.until;
}

Json acknowledged_json(const task::State& state) {
    Json list = Json::array();
    for (const auto& acknowledgement : state.course->acknowledged) {
        Json json;
        json["agency"] = acknowledgement.value.agency;
        json["promise"] = acknowledgement.value.promise;
        json["rests_until"] = to_rfc3339(acknowledgement.value.rests_until);
        json["note"] = acknowledgement.value.note;
        list.push_back(std::move(json));
    }
    return list;
}

Json state_json(const Found& found, const task::Judgement& judgement, const Reading& reading) {
    const task::State& state = found.state;
    Json json;
    json["task"] = state.code;
    json["kind"] = to_text(state.kind);
    json["stream"] = found.stream.value;
    json["version"] = state.version.value;
    json["title"] = state.description.value.title;
    json["item"] = state.description.value.item;
    json["section"] = state.description.value.section;
    json["holder"] = holders_of(state, reading.directory);
    json["assigned_at"] = to_rfc3339(state.assigned_at);
    json["state"] = state_of(state);
    if (const task::Following now = task::following(state); now.version != 0) {
        json["definition"] = now.definition;
        json["definition_version"] = now.version;
        json["suspended"] = task::is_suspended(state);
    }
    json["progress"] = to_text(state.progress.value.progress);
    json["verdict"] = to_text(judgement.verdict);
    json["code"] = task::code_of(state, judgement.verdict);
    json["rated"] = state.rating.value.code;
    json["days_late"] = judgement.days_late;
    json["was_overdue"] = judgement.was_overdue;
    json["extension_pending"] = judgement.extension_pending;
    const auto& waiting = state.waiting_on.value.party;
    json["waiting_on"] = waiting ? reading.directory.name_of(*waiting) : "";
    json["milestones"] = milestones_json(state, reading.policy.zone);
    json["acknowledged"] = acknowledged_json(state);
    const bool silent = is_silent(state, reading.query.as_of);
    json["silent_until"] = silent ? to_rfc3339(state.course->silenced.value.until) : "";
    return json;
}

Result<std::vector<Record>> history(const Reading& reading, const StreamId& stream) {
    std::vector<Record> records;
    return reading.store
        ->read_stream(
            stream,
            [&](const Record& record) {
                if (record.envelope.occurred_at <= reading.query.as_of &&
                    record.envelope.recorded_at <= reading.query.as_known) {
                    records.push_back(record);
                }
                return true;
            }
        )
        .map([&] { return std::move(records); });
}

// The last day that ends by then: "31/3/2023".
std::string day_before(Instant end, const Zone& zone) {
    return to_vietnamese(date_at(plus_ms(end, -1), zone));
}

// ", nay đến hết ngày 31/3/2023" where an extension has moved the end.
std::string extended(const task::State& state, std::uint32_t milestone, const Zone& zone) {
    const Milestone printed = *task::milestone_of(state, milestone);
    const auto due = task::due_in_force(state, milestone);
    const auto end = due ? due : task::start_in_force(state, milestone);
    const auto before = due ? printed.due_before : printed.start_before;
    return end == before ? "" : ", nay đến hết ngày " + day_before(*end, zone);
}

void print_facts(const Found& found, const task::Judgement& judgement, const Reading& reading) {
    const task::State& state = found.state;
    const auto line = [](const char* what, const std::string& text, Colour colour = Colour::plain) {
        if (!text.empty()) {
            const std::string pad(18 - std::min<std::size_t>(18, shown_width(what)), ' ');
            std::printf("  %s%s%s\n", what, pad.c_str(), paint(text, colour).c_str());
        }
    };
    std::printf(
        "%s\n", paint(state.code + " – " + state.description.value.title, Colour::bold).c_str()
    );
    line("thuộc mục", state.description.value.item);
    line("cơ quan", holders_of(state, reading.directory));
    if (const auto definition = definition_of(*reading.store, state); definition && *definition) {
        const task::Following now = task::following(state);
        line(
            "quy trình",
            (*definition)->name + " (" + now.definition + "/" + std::to_string(now.version) +
                "), bước " + task::state_name(state)
        );
        line("có thể", transitions_from_here(**definition, state));
    }
    line("trạng thái", state_words(state));
    const std::string late =
        judgement.days_late > 0 ? " " + std::to_string(judgement.days_late) + " ngày" : "";
    line("theo hạn", std::string(words_of(judgement.verdict)) + late, colour_of(judgement.verdict));
    line("đánh giá", state.rating.value.code);
    line("gia hạn", judgement.was_overdue ? "sau khi đã trễ hạn" : "");
    const auto& waiting = state.waiting_on.value.party;
    line("đang chờ", waiting ? reading.directory.name_of(*waiting) : "");
    line("xin dời đến", judgement.extension_pending);
    for (const auto& [acknowledgement, at, position] : state.course->acknowledged) {
        const auto promise = parse_date(acknowledgement.promise);
        line(
            "đã tiếp nhận",
            reading.directory.name_of({PartyKind::agency, acknowledgement.agency}) +
                (promise ? ", hẹn " + to_vietnamese(*promise) : "")
        );
    }
    if (is_silent(state, reading.query.as_of)) {
        const task::Silenced& silenced = state.course->silenced.value;
        line(
            "không nhắc",
            "đến hết ngày " + day_before(silenced.until, reading.policy.zone) + ": " +
                silenced.reason
        );
    }
    task::for_each_milestone(state, [&](std::uint32_t i) {
        const Milestone milestone = *task::milestone_of(state, i);
        line(
            "hạn",
            milestone.raw + (milestone.label.empty() ? "" : " (" + milestone.label + ")") +
                extended(state, i, reading.policy.zone) + (task::is_met(state, i) ? ", đã đạt" : "")
        );
    });
}

void print_history(const std::vector<Record>& records, const Zone& zone) {
    TextTable table(
        {{"Vị trí", true, 10},
         {"Xảy ra", false, 12},
         {"Ghi nhận", false, 12},
         {"Sự kiện", false, 20},
         {"Do", false, 30},
         {"Nội dung", false, 70}}
    );
    for (const Record& record : records) {
        const Envelope& envelope = record.envelope;
        table.add(
            {{std::to_string(envelope.position.value)},
             {to_vietnamese(date_at(envelope.occurred_at, zone))},
             {to_vietnamese(date_at(envelope.recorded_at, zone))},
             {std::string(name_of(envelope.type)), Colour::cyan},
             {envelope.actor},
             {record.payload, Colour::dim}}
        );
    }
    std::printf("\n%s", table.text().c_str());
}

}  // namespace

int run_task(const Options& options, const std::string& code) {
    const auto reading = open_reading(options);
    if (!reading) {
        return complain(reading.error());
    }
    const auto found = find_task(*reading, code);
    if (!found) {
        return complain(found.error());
    }
    const auto records = history(*reading, found->stream);
    if (!records) {
        return complain(records.error());
    }
    const auto judgement = task::judge(
        found->state, reading->query.as_of, reading->policy.zone, reading->policy.due_soon_days
    );
    if (!options.json) {
        print_facts(*found, judgement, *reading);
        print_history(*records, reading->policy.zone);
        return exit_ok;
    }
    Json json = state_json(*found, judgement, *reading);
    json["history"] = Json::array();
    for (const Record& record : *records) {
        json["history"].push_back(event_json(record));
    }
    std::puts(json.dump(2).c_str());
    return exit_ok;
}

}  // namespace dunghan::app
