// `dunghan act CODE ACTION`: what happens to one task, told to the log by a person.
#pragma once

#include "adapters/app/session.h"

namespace CLI {
class App;
}

namespace dunghan::app {

void add_act(CLI::App& app, Options& options, int& exit);

}  // namespace dunghan::app
