// Options that both programs share.
#pragma once

#include <string>

#include "adapters/app/session.h"

namespace CLI {
class App;
}

namespace dunghan::app {

void add_common_options(CLI::App& app, Options& options);
void add_time_options(CLI::App& command, Options& options);  // --as-of, --as-known

void works_without_data(CLI::App& command);  // --data may be left out: it names its files
[[nodiscard]] std::string exit_codes_help();

}  // namespace dunghan::app
