// `dunghan publish FILE…`: documents become rules, all of them or none.
// `dunghan preview publish FILE…`: what that would do, and its plan hash.
#pragma once

#include <string>
#include <vector>

#include "adapters/app/session.h"

namespace CLI {
class App;
}

namespace dunghan::app {

// `kind`: files of another kind are refused; empty: any.
void add_publish(CLI::App& app, Options& options, int& exit, const std::string& kind = "");
void add_preview(CLI::App& app, Options& options, int& exit);

void add_files_option(CLI::App& command, std::vector<std::string>& files);

}  // namespace dunghan::app
