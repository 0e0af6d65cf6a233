#include "adapters/app/forecast.h"

#include <CLI/CLI.hpp>
#include <cstdio>

#include "adapters/app/exit_code.h"
#include "adapters/app/forecast_day.h"
#include "adapters/app/life.h"
#include "adapters/app/settings.h"
#include "adapters/app/terminal.h"
#include "adapters/memory/overlay_store.h"

namespace dunghan::app {
namespace {

struct Arguments {
    int days = 30;
    std::string agency;
};

Result<void> check_agency(const std::string& agency, const Directory& directory) {
    if (agency.empty() || directory.agency(agency)) {
        return {};
    }
    return fail(
        ErrorCode::not_found,
        "Expected --agency to be the id of an agency of the directory, like so-du-lich, but there "
        "is no '" +
            agency + "'"
    );
}

using Tell = std::function<void(const forecast::Day&)>;

Result<void> run_days(
    const Reading& reading,
    const forecast::Settings& settings,
    const std::string& agency,
    const Tell& tell
) {
    auto overlay = OverlayStore::over(*reading.store);
    if (!overlay) {
        return tl::unexpected(overlay.error());
    }
    forecast::Forecast ahead(*overlay, settings);
    if (const auto opened = ahead.open(); !opened) {
        return opened;
    }
    const auto progress = progress_line("dự báo");
    Date reached = date_at(settings.from, settings.zone);
    auto day = ahead.next();
    for (int told = 0; day && *day; day = ahead.next()) {
        reached = next_day((*day)->day);
        tell(agency.empty() ? **day : only(std::move(**day), agency));
        overlay->forget();
        progress(static_cast<std::uint64_t>(++told), static_cast<std::uint64_t>(settings.days));
    }
    if (day) {
        return {};
    }
    return fail(
        day.error().code,
        "the forecast stopped before " + to_iso(reached) + ": " + day.error().detail
    );
}

// What was told before a run stopped is not taken back.
void tell_people(
    const Reading& reading, const forecast::Settings& settings, const ForecastText& text
) {
    const std::string title = "Dự báo " + two_digits(static_cast<std::size_t>(settings.days)) +
                              " ngày từ " + to_vietnamese(date_at(settings.from, settings.zone)) +
                              ", nếu không ai làm gì (nhật ký đến vị trí " +
                              std::to_string(reading.store->head().value) + ")";
    std::printf("%s\n\n%s", paint(title, Colour::bold).c_str(), text.text().c_str());
}

int run_forecast(const Options& options, const Arguments& arguments) {
    const auto reading = open_reading(options);
    if (!reading) {
        return complain(reading.error());
    }
    const auto known = check_agency(arguments.agency, reading->directory);
    const auto local = load_settings(options);
    const auto settings = forecast_settings(options, *reading, arguments.days);
    if (!known || !local || !settings) {
        return complain(!known ? known.error() : !local ? local.error() : settings.error());
    }
    const std::string& subject_tag = local->mail.subject_tag;
    ForecastText text(settings->zone, subject_tag, reading->directory);
    const auto done = run_days(*reading, *settings, arguments.agency, [&](const auto& day) {
        if (options.json) {
            std::puts(day_json(day, settings->zone, subject_tag).dump().c_str());
            std::fflush(stdout);
        } else {
            text.add(day);
        }
    });
    if (!options.json) {
        tell_people(*reading, *settings, text);
    }
    return done ? exit_ok : complain(done.error());
}

}  // namespace

Result<forecast::Settings> forecast_settings(
    const Options& options, const Reading& reading, int days
) {
    const auto local = load_settings(options);
    const auto last = local ? last_recorded(*reading.store) : tl::unexpected(local.error());
    return last.map([&](Instant recorded) {
        return forecast::Settings{
            std::max(reading.query.as_of, recorded), days, reading.policy.zone, local->mail.domain};
    });
}

void add_days_option(CLI::App& command, int& days) {
    command.add_option("--days", days, "How many local days, today among them")
        ->check(CLI::Range(1, forecast::days_max))
        ->capture_default_str();
}

void add_forecast(CLI::App& app, Options& options, int& exit) {
    auto* command = app.add_subcommand(
        "forecast",
        "What falls due, who is reminded and which mails leave in the days ahead, if nobody does "
        "anything; writes and sends nothing"
    );
    auto arguments = std::make_shared<Arguments>();
    add_days_option(*command, arguments->days);
    command->add_option("--agency", arguments->agency, "Only what concerns it: so-du-lich");
    command->callback([&options, &exit, arguments] { exit = run_forecast(options, *arguments); });
}

}  // namespace dunghan::app
