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

// `command` reads files: --data may be left out. Asked for again by the parser's last step, which
// allow_no_data() puts in place.
void works_without_store(CLI::App& command, Options& options);
void allow_no_data(CLI::App& app, Options& options);
[[nodiscard]] std::string exit_codes_help();

}  // namespace dunghan::app
