// `dunghan endpoint`: other systems that are told what happens to tasks.
#pragma once

#include "adapters/app/session.h"

namespace CLI {
class App;
}

namespace dunghan::app {

void add_endpoint(CLI::App& app, Options& options, int& exit);

int run_endpoint_list(const Options& options);
int run_endpoint_show(const Options& options, const std::string& id);

}  // namespace dunghan::app
