// `dunghan overdue`: who is late, by how much, and with whom it lies.
#include <cstdio>
#include <nlohmann/json.hpp>

#include "adapters/app/commands.h"
#include "adapters/app/exit_code.h"
#include "adapters/app/late.h"
#include "adapters/app/words.h"

namespace dunghan::app {
namespace {

using Json = nlohmann::ordered_json;

std::string waiting_on(const LateTask& late, const Directory& directory) {
    const auto& waiting = late.state.waiting_on;
    return waiting.stated() && waiting.value.party ? directory.name_of(*waiting.value.party) : "";
}

Json late_json(const LateTask& late, const Reading& reading) {
    Json json;
    json["task"] = late.state.code;
    json["kind"] = to_text(late.state.kind);
    json["title"] = late.state.description.value.title;
    json["holder"] = holders_of(late.state, reading.directory);
    const Instant last = plus_ms(late.judgement.due_before.value_or(Instant{1}), -1);
    json["due"] = to_iso(date_at(last, reading.policy.zone));
    json["due_before"] = to_rfc3339(late.judgement.due_before.value_or(Instant{}));
    json["deadline"] = printed_deadline(late);
    json["days_late"] = late.judgement.days_late;
    json["state"] = state_of(late.state);
    json["verdict"] = to_text(late.judgement.verdict);
    json["code"] = task::code_of(late.state, late.judgement.verdict);
    json["waiting_on"] = waiting_on(late, reading.directory);
    json["extension_pending"] = late.judgement.extension_pending;
    return json;
}

void print_group(
    const std::vector<LateTask>& late, task::Kind kind, const char* title, const Reading& reading
) {
    TextTable table(
        {{"Mã", false, 28},
         {"Nội dung", false, 44},
         {"Cơ quan", false, 30},
         {"Hạn", false, 12},
         {"Trễ", true, 9},
         {"Trạng thái", false, 40}}
    );
    std::size_t count = 0;
    for (const LateTask& entry : late) {
        if (entry.state.kind != kind) {
            continue;
        }
        ++count;
        const std::string waits = waiting_on(entry, reading.directory);
        table.add(
            {{entry.state.code},
             {entry.state.description.value.title},
             {holders_of(entry.state, reading.directory)},
             {last_day_of(entry, reading.policy.zone)},
             {std::to_string(entry.judgement.days_late) + " ngày", Colour::red},
             {state_words(entry.state) + (waits.empty() ? "" : ", chờ " + waits)}}
        );
    }
    if (count > 0) {
        std::printf("%s\n", paint(two_digits(count) + " " + title, Colour::bold).c_str());
        std::printf("%s\n", table.text().c_str());
    }
}

}  // namespace

int run_overdue(const Options& options) {
    const auto reading = open_reading(options);
    if (!reading) {
        return complain(reading.error());
    }
    const auto late = late_tasks(*reading, false);
    if (!late) {
        return complain(late.error());
    }
    if (options.json) {
        Json json = Json::array();
        for (const LateTask& entry : *late) {
            json.push_back(late_json(entry, *reading));
        }
        std::puts(json.dump(2).c_str());
        return exit_ok;
    }
    const std::string day = to_vietnamese(date_at(reading->query.as_of, reading->policy.zone));
    std::printf("%s\n\n", paint("Trễ hạn đến " + day, Colour::bold).c_str());
    print_group(*late, task::Kind::plan_task, "nhiệm vụ trễ hạn", *reading);
    print_group(*late, task::Kind::dossier, "hồ sơ cấp độ trễ hạn", *reading);
    if (late->empty()) {
        std::puts("Không có nhiệm vụ trễ hạn.");
    }
    return exit_ok;
}

}  // namespace dunghan::app
