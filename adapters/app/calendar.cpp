#include "adapters/app/calendar.h"

#include <CLI/CLI.hpp>

#include "adapters/app/options.h"
#include "adapters/app/publish.h"
#include "adapters/app/settings.h"
#include "adapters/config/zone.h"

namespace dunghan::app {
namespace {

tl::unexpected<Error> not_published(const Calendars& calendars, const std::string& id) {
    std::string published;
    for (const auto& [known, content] : calendars.all()) {
        published += (published.empty() ? "" : ", ") + known;
    }
    if (published.empty()) {
        return fail(
            ErrorCode::not_found,
            "Expected a calendar in the log, but none is published; publish one (dunghan calendar "
            "publish FILE --actor WHO), or count in a file (--file FILE)"
        );
    }
    return fail(
        ErrorCode::not_found,
        (id.empty() ? "Expected one calendar that no other refines"
                    : "Expected calendar '" + id + "' in the log") +
            ", but it holds " + published + "; name one of these with --calendar, or publish it"
    );
}

Result<ChosenCalendar> chosen(Calendars calendars, const std::string& id, const Zone& zone) {
    const CalendarPublished* nearest = calendars.find(id);
    if (nearest == nullptr) {
        return not_published(calendars, id);
    }
    const auto resolved = calendars.resolved(id);
    if (!resolved) {
        return tl::unexpected(resolved.error());
    }
    return ChosenCalendar{
        calendars, id, nearest->version, **resolved, zone, date_at(RealClock().now(), zone)};
}

// The files stand for a log of their own: each on those before it.
Result<ChosenCalendar> from_files(const CalendarArguments& arguments) {
    Calendars calendars;
    std::string last;
    for (const std::string& file : arguments.files) {
        auto content = load_calendar(file);
        if (!content) {
            return tl::unexpected(content.error());
        }
        if (const auto fits = calendars.may_publish(*content); !fits) {
            return fail(
                ErrorCode::invalid, file + ": " + fits.error().detail + " (--file once a layer)"
            );
        }
        last = content->id;
        calendars.put(std::move(*content));
    }
    return resolve_zone(Zone{}.name).and_then([&](const Zone& zone) {
        return chosen(std::move(calendars), arguments.id.empty() ? last : arguments.id, zone);
    });
}

Result<ChosenCalendar> from_log(const Options& options, const std::string& id) {
    if (options.data.empty()) {
        return fail(
            ErrorCode::not_found,
            "Expected a calendar to count in, but got none; give --data, or --file once a layer"
        );
    }
    return open_reading(options).and_then([&](const Reading& reading) {
        const std::string& named = id.empty() ? reading.policy.calendar : id;
        const std::string one = named.empty() ? reading.calendars.only() : named;
        return chosen(reading.calendars, one, reading.policy.zone).map([&](ChosenCalendar choice) {
            choice.today = date_at(reading.query.as_of, choice.zone);
            return choice;
        });
    });
}

}  // namespace

void add_calendar_options(CLI::App& command, CalendarArguments& arguments, Options& options) {
    command.add_option(
        "--calendar",
        arguments.id,
        "Its id; default the policy's, else the only one that no other refines; with --file the "
        "last"
    );
    command
        .add_option(
            "--file", arguments.files, "Not the log's but these files', one a layer, widest first"
        )
        ->check(CLI::ExistingFile);
    add_time_options(command, options);
    works_without_data(command);
}

Result<ChosenCalendar> choose_calendar(const Options& options, const CalendarArguments& arguments) {
    return arguments.files.empty() ? from_log(options, arguments.id) : from_files(arguments);
}

void add_calendar(CLI::App& app, Options& options, int& exit) {
    auto* command = app.add_subcommand("calendar", "Working time: count in it, see it, publish it");
    command->require_subcommand(1);
    add_calendar_add(*command, options, exit);
    add_calendar_check(*command, options, exit);
    add_calendar_show(*command, options, exit);
    add_publish(*command, options, exit, "calendar");
}

}  // namespace dunghan::app
