// `dunghan forecast`: what the days ahead bring when nobody does anything.
#pragma once

#include "engine/forecast/forecast.h"

#include "adapters/app/session.h"

namespace CLI {
class App;
}

namespace dunghan::app {

void add_forecast(CLI::App& app, Options& options, int& exit);

// "--days N" with its bounds.
void add_days_option(CLI::App& command, int& days);

// From the present of the log that is read, in its zone, with the settings that `serve` would use.
[[nodiscard]] Result<forecast::Settings> forecast_settings(
    const Options& options, const Reading& reading, int days
);

}  // namespace dunghan::app
