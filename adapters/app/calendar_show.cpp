// `dunghan calendar show`: a month as it hangs on a wall, with what each day off rests on.
// `dunghan calendar check`: whether files can be read, and what they say.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "adapters/app/calendar.h"
#include "adapters/app/day_lines.h"
#include "adapters/app/exit_code.h"
#include "adapters/app/options.h"
#include "adapters/app/settings.h"
#include "adapters/app/terminal.h"

namespace dunghan::app {
namespace {

using Json = nlohmann::ordered_json;

struct ShowArguments {
    CalendarArguments calendar;
    std::string month;
};

struct Month {
    Date first;
    Date last;
};

Result<Month> month_of(const std::string& text, Date today) {
    const auto first =
        text.empty() ? Result<Date>(today.year() / today.month() / 1) : parse_date(text + "-01");
    if (!first) {
        return fail(ErrorCode::invalid, "Expected a month like 2026-11, but got '" + text + "'");
    }
    return Month{*first, Date{first->year() / first->month() / std::chrono::last}};
}

std::string hours_of(const Calendar& calendar) {
    std::string text;
    for (const WorkPeriod& period : calendar.hours()) {
        text += (text.empty() ? "" : ", ") + time_words(period.from_minute) + "–" +
                time_words(period.until_minute);
    }
    return text;
}

// Four columns wide: " 20 ", "(24)" is off, "+22 " is a rest day that is worked.
std::string cell(const Day& day, unsigned number) {
    char text[8];
    const char* form = day.kind == DayIs::worked ? " +%2u " : day.worked ? "  %2u " : " (%2u)";
    std::snprintf(text, sizeof text, form, number);
    return paint(
        text,
        day.kind == DayIs::worked    ? Colour::cyan
        : day.worked                 ? Colour::plain
        : day.kind == DayIs::holiday ? Colour::red
                                     : Colour::dim
    );
}

void print_month(const ChosenCalendar& chosen, const Month& month) {
    const Calendar& calendar = chosen.calendar;
    const auto count = calendar.count_working_days(next_day(month.first, -1), month.last);
    std::printf(
        "Tháng %u/%d · %s ngày làm việc%s · %s · %s\n\n",
        unsigned{month.first.month()},
        int{month.first.year()},
        two_digits(static_cast<std::size_t>(count.amount)).c_str(),
        count.provisional ? " (tạm tính)" : "",
        hours_of(calendar).c_str(),
        calendar.label().c_str()
    );
    std::puts("  T2   T3   T4   T5   T6   T7   CN");
    std::string line(static_cast<std::size_t>(weekday(month.first)) * 5, ' ');
    std::string reasons;
    for (Date date = month.first; date <= month.last; date = next_day(date)) {
        const Day day = calendar.day(date);
        line += cell(day, unsigned{date.day()});
        if (weekday(date) == 6 || date == month.last) {
            std::puts(line.c_str());
            line.clear();
        }
        if (!day.name.empty()) {
            reasons += day_words(date) + (day.worked ? "  làm việc: " : "  nghỉ: ") +
                       day_reason(day) + " · " + day.layer + "\n";
        }
    }
    std::printf("\n(24) nghỉ, +22 làm bù\n%s", reasons.c_str());
    if (count.provisional) {
        const auto warning = "Năm này chưa có thông báo lịch nghỉ: chỉ theo tuần làm việc và luật";
        std::printf("%s\n", paint(warning, Colour::yellow).c_str());
    }
}

void print_json(const ChosenCalendar& chosen, const Month& month) {
    const Calendar& calendar = chosen.calendar;
    const auto count = calendar.count_working_days(next_day(month.first, -1), month.last);
    Json json{
        {"calendar", chosen.id},
        {"version", chosen.version},
        {"label", calendar.label()},
        {"month", to_iso(month.first).substr(0, 7)},
        {"working_days", count.amount},
        {"provisional", count.provisional},
        {"hours", Json::array()},
        {"days", Json::array()}};
    for (const WorkPeriod& period : calendar.hours()) {
        json["hours"].push_back(
            {{"from", time_words(period.from_minute)}, {"until", time_words(period.until_minute)}}
        );
    }
    for (Date date = month.first; date <= month.last; date = next_day(date)) {
        const Day day = calendar.day(date);
        json["days"].push_back(
            {{"date", to_iso(date)},
             {"worked", day.worked},
             {"day", to_text(day.kind)},
             {"name", day.name},
             {"notice", day.notice},
             {"layer", day.layer}}
        );
    }
    std::puts(json.dump(2).c_str());
}

int run_show(const Options& options, const ShowArguments& arguments) {
    const auto chosen = choose_calendar(options, arguments.calendar);
    if (!chosen) {
        return complain(chosen.error());
    }
    const auto month = month_of(arguments.month, chosen->today);
    if (!month) {
        return complain(month.error());
    }
    options.json ? print_json(*chosen, *month) : print_month(*chosen, *month);
    return exit_ok;
}

Json check_json(const CalendarPublished& calendar) {
    Json json{
        {"ok", true},
        {"calendar", calendar.id},
        {"version", calendar.version},
        {"above", calendar.above},
        {"days", calendar.days.size()},
        {"years", Json::array()}};
    for (const CalendarYear& year : calendar.years) {
        json["years"].push_back(
            {{"year", year.year}, {"notice", year.notice}, {"provisional", year.provisional}}
        );
    }
    return json;
}

void print_check(const CalendarPublished& calendar) {
    std::printf(
        "%s %s/%u: %s, %zu ngày được nêu riêng\n",
        paint("Đọc được", Colour::green).c_str(),
        calendar.id.c_str(),
        calendar.version,
        calendar.name.c_str(),
        calendar.days.size()
    );
    for (const CalendarYear& year : calendar.years) {
        std::printf(
            "  %d  %s%s\n",
            year.year,
            year.notice.c_str(),
            year.provisional ? "  (tạm tính: chưa có thông báo)" : ""
        );
    }
}

int run_check(const Options& options, const std::vector<std::string>& files) {
    for (const std::string& file : files) {
        const auto calendar = load_calendar(file);
        if (!calendar) {
            return complain(calendar.error());
        }
        options.json ? (void)std::puts(check_json(*calendar).dump().c_str())
                     : print_check(*calendar);
    }
    return exit_ok;
}

}  // namespace

void add_calendar_check(CLI::App& app, Options& options, int& exit) {
    auto* command =
        app.add_subcommand("check", "Read files and say what they hold; publish nothing");
    auto files = std::make_shared<std::vector<std::string>>();
    command->add_option("FILE", *files, "Calendars (YAML)")->required()->check(CLI::ExistingFile);
    works_without_data(*command);
    command->callback([&options, &exit, files] { exit = run_check(options, *files); });
}

void add_calendar_show(CLI::App& app, Options& options, int& exit) {
    auto* command = app.add_subcommand("show", "A month, and what its days off rest on");
    auto arguments = std::make_shared<ShowArguments>();
    command->add_option("--month", arguments->month, "2026-11; default the present one");
    add_calendar_options(*command, arguments->calendar, options);
    command->callback([&options, &exit, arguments] { exit = run_show(options, *arguments); });
}

}  // namespace dunghan::app
