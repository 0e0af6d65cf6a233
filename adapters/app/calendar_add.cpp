// `dunghan calendar add FROM AMOUNT --unit …`: when a term that begins on a day ends.
#include <CLI/CLI.hpp>
#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "engine/deadline/certificate.h"

#include "adapters/app/calendar.h"
#include "adapters/app/day_lines.h"
#include "adapters/app/exit_code.h"
#include "adapters/app/terminal.h"
#include "adapters/certificate/json.h"

namespace dunghan::app {
namespace {

using Json = nlohmann::ordered_json;

struct Unit {
    std::string_view name;
    BudgetUnit unit;
    std::string_view words;
};

constexpr std::array units{
    Unit{"days", BudgetUnit::days, "ngày"},
    Unit{"working-days", BudgetUnit::working_days, "ngày làm việc"},
    Unit{"working-hours", BudgetUnit::working_hours, "giờ làm việc"},
    Unit{"weeks", BudgetUnit::weeks, "tuần"},
    Unit{"months", BudgetUnit::months, "tháng"}};

struct Arguments {
    CalendarArguments calendar;
    std::string from;
    std::int32_t amount = 0;
    std::string unit = "working-days";
    bool roll = false;
    bool explain = false;
    std::vector<std::string> paused;  // "FROM/UNTIL"
};

const Unit& unit_of(const Arguments& arguments) {
    return *std::ranges::find(units, arguments.unit, &Unit::name);  // CLI11 has held it
}

Result<std::vector<Pause>> pauses_of(const Arguments& arguments, const Zone& zone) {
    std::vector<Pause> pauses;
    for (const std::string& text : arguments.paused) {
        const std::size_t slash = text.find('/');
        const auto from = parse_instant(text.substr(0, slash), zone);
        const auto until =
            parse_instant(slash == std::string::npos ? "" : text.substr(slash + 1), zone);
        if (!from || !until || *until < *from) {
            return fail(
                ErrorCode::invalid,
                "Expected a pause like 2026-11-23T10:00/2026-11-25, but got '" + text + "'"
            );
        }
        pauses.push_back({*from, *until});
    }
    return pauses;
}

Result<Certificate> compute(const ChosenCalendar& chosen, const Arguments& arguments) {
    const auto from = parse_instant(arguments.from, chosen.zone);
    auto pauses = pauses_of(arguments, chosen.zone);
    if (!from || !pauses) {
        return tl::unexpected(from ? pauses.error() : from.error());
    }
    const Unit& unit = unit_of(arguments);
    TermRule rule;
    rule.id = "add";
    rule.label = std::to_string(arguments.amount) + " " + std::string(unit.words);
    rule.budget = {arguments.amount, unit.unit};
    rule.roll = arguments.roll ? Roll::next_working_day : Roll::none;
    return certificate_of(
        "calendar add", rule, *from, std::move(*pauses), {}, chosen.calendar, chosen.zone
    );
}

// A date; of hours the instant.
std::string due_of(const Certificate& certificate) {
    return certificate.rule.budget.unit == BudgetUnit::working_hours
               ? to_rfc3339(certificate.due_before)
               : to_iso(certificate.lines.back().date);
}

void print_json(
    const ChosenCalendar& chosen, const Arguments& arguments, const Certificate& certificate
) {
    Json json{
        {"due", due_of(certificate)},
        {"provisional", certificate.computed.provisional},
        {"calendar", chosen.id},
        {"version", chosen.version}};
    if (arguments.explain) {
        json["label"] = chosen.calendar.label();
        json["due_before"] = to_rfc3339(certificate.due_before);
        json["certificate"] = Json::parse(to_json(certificate));
    }
    std::puts(json.dump(arguments.explain ? 2 : -1).c_str());
}

void print(
    const ChosenCalendar& chosen, const Arguments& arguments, const Certificate& certificate
) {
    if (arguments.explain) {
        std::fputs(day_lines_text(certificate.lines, unit_of(arguments).unit).c_str(), stdout);
    }
    const Date last = certificate.lines.back().date;
    std::string end = "hết ngày " + day_words(last);
    if (unit_of(arguments).unit == BudgetUnit::working_hours) {
        const int minute = minute_of_day(plus_ms(certificate.due_before, -1), chosen.zone) + 1;
        end = time_words(minute) + " " + day_words(last);
    }
    std::printf(
        "%s từ %s: hết hạn %s · %s\n",
        certificate.rule.label.c_str(),
        day_words(date_at(certificate.anchor, chosen.zone)).c_str(),
        paint(end, Colour::bold).c_str(),
        chosen.calendar.label().c_str()
    );
    if (certificate.computed.provisional) {
        const auto warning = "Tạm tính: chạm tới năm chưa có thông báo lịch nghỉ";
        std::printf("%s\n", paint(warning, Colour::yellow).c_str());
    }
}

int run_add(const Options& options, const Arguments& arguments) {
    const auto chosen = choose_calendar(options, arguments.calendar);
    if (!chosen) {
        return complain(chosen.error());
    }
    const auto certificate = compute(*chosen, arguments);
    if (!certificate) {
        return complain(certificate.error());
    }
    options.json ? print_json(*chosen, arguments, *certificate)
                 : print(*chosen, arguments, *certificate);
    return exit_ok;
}

}  // namespace

void add_calendar_add(CLI::App& app, Options& options, int& exit) {
    auto* command = app.add_subcommand("add", "When a term ends that begins on a day");
    auto arguments = std::make_shared<Arguments>();
    command->add_option("FROM", arguments->from, "2026-11-20, not counted; or an instant")
        ->required();
    command->add_option("AMOUNT", arguments->amount, "How many")
        ->required()
        ->check(CLI::Range(1, budget_amount_max));
    std::vector<std::string> names;
    for (const Unit& unit : units) {
        names.emplace_back(unit.name);
    }
    command->add_option("--unit", arguments->unit, "What is counted")
        ->check(CLI::IsMember(names))
        ->capture_default_str();
    command->add_flag(
        "--roll", arguments->roll, "An end on a day nobody works moves to the next working day"
    );
    command->add_option(
        "--paused", arguments->paused, "FROM/UNTIL: the clock stood still; may be repeated"
    );
    command->add_flag(
        "--explain",
        arguments->explain,
        "Day by day; with --json the certificate for dunghan-verify"
    );
    add_calendar_options(*command, arguments->calendar, options);
    command->callback([&options, &exit, arguments] { exit = run_add(options, *arguments); });
}

}  // namespace dunghan::app
