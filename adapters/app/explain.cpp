// `dunghan explain TASK`: the derivation of a due instant day by day, and as a certificate that
// `dunghan-verify` recomputes without us.
#include "adapters/app/explain.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>

#include "engine/audit/known.h"
#include "engine/deadline/certificate.h"
#include "engine/projection/calendar_labelled.h"
#include "engine/task/judge.h"
#include "engine/task/milestones.h"

#include "adapters/app/day_lines.h"
#include "adapters/app/exit_code.h"
#include "adapters/app/find_task.h"
#include "adapters/app/options.h"
#include "adapters/app/terminal.h"
#include "adapters/certificate/json.h"

namespace dunghan::app {
namespace {

struct Arguments {
    std::string code;
    std::uint64_t milestone = 0;  // counted from 1; 0: the one its verdict shows
};

struct Asked {
    Found task;
    std::uint32_t number = 0;
};

bool has_end(const task::State& state, std::uint32_t number) {
    return task::has_milestone(state, number) && task::due_in_force(state, number).has_value();
}

// "1, 257".
std::string numbers_of(const task::State& state) {
    std::string numbers;
    task::for_each_milestone(state, [&](std::uint32_t number) {
        if (has_end(state, number)) {
            numbers += (numbers.empty() ? "" : ", ") + std::to_string(number + 1);
        }
    });
    return numbers.empty() ? "none" : numbers;
}

Result<Asked> find_asked(const Reading& reading, const Arguments& arguments) {
    auto found = find_task(reading, arguments.code);
    if (!found) {
        return tl::unexpected(found.error());
    }
    const task::State& state = found->state;
    std::optional<std::uint32_t> number;
    if (arguments.milestone > 0) {
        number = static_cast<std::uint32_t>(arguments.milestone - 1);
    } else {
        const auto judgement = task::judge(state, reading.query.as_of, reading.policy.zone);
        task::for_each_milestone(state, [&](std::uint32_t each) {
            const bool shown = static_cast<std::int32_t>(each) == judgement.milestone;
            number = has_end(state, each) && (shown || !number) ? each : number;
        });
    }
    if (!number || !has_end(state, *number)) {
        return fail(
            ErrorCode::not_found,
            "Expected a milestone of " + arguments.code + " with a due instant (" +
                numbers_of(state) + "), but " +
                (number ? "number " + std::to_string(*number + 1) + " has none" : "it has none")
        );
    }
    return Asked{std::move(*found), *number};
}

// A printed deadline is a rule, too: it needs no calendar, but has one beside it.
TermRule printed_rule(const Milestone& milestone) {
    TermRule rule;
    rule.id = "printed";
    rule.label = milestone.label;
    rule.printed = milestone.raw;
    rule.roll = Roll::none;
    return rule;
}

std::vector<CertifiedExtension> extensions_of(const task::State& state, std::uint32_t number) {
    std::vector<CertifiedExtension> extensions;
    for (const auto& grant : state.granted) {
        if (grant.value.milestone == number) {
            extensions.push_back({grant.occurred_at, grant.value.due_before, grant.value.basis});
        }
    }
    return extensions;
}

Result<Calendar> any_calendar(const Reading& reading) {
    return audit::calendars_known(*reading.store, reading.query.as_known)
        .and_then([](const Calendars& calendars) -> Result<Calendar> {
            if (calendars.all().empty()) {
                return fail(
                    ErrorCode::not_found,
                    "Expected a published calendar to show the days with, but there is none; "
                    "publish one: dunghan publish vn.yaml"
                );
            }
            return calendars.resolved(calendars.all().begin()->first).map([](const Calendar* c) {
                return *c;
            });
        });
}

Result<Certificate> certify(const Reading& reading, const Asked& asked) {
    const task::State& state = asked.task.state;
    const std::string subject =
        asked.task.stream.value + ", milestone " + std::to_string(asked.number + 1);
    const auto extensions = extensions_of(state, asked.number);
    const Zone& zone = reading.policy.zone;
    const Reckoning* reckoning = task::reckoning_in_force(state, asked.number);
    if (reckoning == nullptr) {
        const TermRule rule = printed_rule(*task::milestone_of(state, asked.number));
        return any_calendar(reading).and_then([&](const Calendar& calendar) {
            return certificate_of(subject, rule, state.assigned_at, {}, extensions, calendar, zone);
        });
    }
    return calendar_labelled(*reading.store, reckoning->calendar)
        .and_then([&](const Calendar& calendar) {
            return certificate_of(
                subject,
                *task::rule_in_force(state, asked.number),
                reckoning->anchor,
                reckoning->pauses,
                extensions,
                calendar,
                zone
            );
        });
}

void print(const Asked& asked, const Certificate& certificate, const Zone& zone) {
    const auto day = [&](Instant at) { return to_vietnamese(date_at(plus_ms(at, -1), zone)); };
    const auto line = [](const char* what, const std::string& text) {
        if (!text.empty()) {
            const std::string pad(14 - std::min<std::size_t>(14, shown_width(what)), ' ');
            std::printf("  %s%s%s\n", what, pad.c_str(), text.c_str());
        }
    };
    const task::State& state = asked.task.state;
    std::puts(paint(state.code + " – " + state.description.value.title, Colour::bold).c_str());
    line("mốc", certificate.rule.label);
    line("hạn", to_vietnamese(certificate.rule));
    line("căn cứ", certificate.rule.basis);
    if (certificate.rule.printed.empty()) {
        line("tính từ", to_vietnamese(date_at(certificate.anchor, zone)));
        line("lịch", certificate.calendar.label);
    }
    line("múi giờ", zone.name + (zone.tzdata.empty() ? "" : " (tzdata " + zone.tzdata + ")"));
    line("kết thúc", "hết ngày " + day(certificate.computed.due_before));
    for (const CertifiedExtension& extension : certificate.extensions) {
        line("gia hạn", "đến hết ngày " + day(extension.due_before) + ", " + extension.basis);
    }
    line("đang áp dụng", "hết ngày " + day(certificate.due_before));
    line("", certificate.computed.provisional ? "tạm tính: có năm chưa có thông báo nghỉ" : "");
    std::puts("");
    std::fputs(day_lines_text(certificate.lines, certificate.rule.budget.unit).c_str(), stdout);
}

int run_explain(const Options& options, const Arguments& arguments) {
    const auto reading = open_reading(options);
    if (!reading) {
        return complain(reading.error());
    }
    const auto asked = find_asked(*reading, arguments);
    if (!asked) {
        return complain(asked.error());
    }
    const auto certificate = certify(*reading, *asked);
    if (!certificate) {
        return complain(certificate.error());
    }
    if (options.json) {
        std::fputs(to_json(*certificate).c_str(), stdout);
    } else {
        print(*asked, *certificate, reading->policy.zone);
    }
    return exit_ok;
}

}  // namespace

void add_explain(CLI::App& app, Options& options, int& exit) {
    auto* command = app.add_subcommand(
        "explain",
        "Why a term ends when it does, day by day; with --json a certificate for dunghan-verify"
    );
    auto arguments = std::make_shared<Arguments>();
    command->add_option("CODE", arguments->code, "The task: 2.8, hs-so-du-lich")->required();
    command->add_option(
        "--milestone",
        arguments->milestone,
        "Which milestone, from 1; terms of a definition from 257. Default: the one its verdict "
        "shows"
    );
    add_time_options(*command, options);
    command->callback([&options, &exit, arguments] { exit = run_explain(options, *arguments); });
}

}  // namespace dunghan::app
