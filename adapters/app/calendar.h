// `dunghan calendar`: count in a calendar, look at it, publish it.
#pragma once

#include <string>
#include <vector>

#include "engine/calendar/calendars.h"

#include "adapters/app/session.h"

namespace CLI {
class App;
}

namespace dunghan::app {

void add_calendar(CLI::App& app, Options& options, int& exit);

// Each adds its subcommand to `dunghan calendar`.
void add_calendar_add(CLI::App& app, Options& options, int& exit);
void add_calendar_check(CLI::App& app, Options& options, int& exit);
void add_calendar_show(CLI::App& app, Options& options, int& exit);

// Which calendar a command counts in: of the log, or of files without a store.
struct CalendarArguments {
    std::string id;  // empty: of files the last, of a log the policy's, else its only()
    std::vector<std::string> files;
};

struct ChosenCalendar {
    Calendars calendars;
    std::string id;
    std::uint32_t version = 1;  // of the nearest layer
    Calendar calendar;          // with the layers above
    Zone zone;
    Date today;
};

void add_calendar_options(CLI::App& command, CalendarArguments& arguments, Options& options);

// Errors: those of the files; not_found, saying what is published and how to publish.
[[nodiscard]] Result<ChosenCalendar> choose_calendar(
    const Options& options, const CalendarArguments& arguments
);

}  // namespace dunghan::app
