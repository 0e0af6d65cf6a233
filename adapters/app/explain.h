// `dunghan explain`: why a term of a task ends when it does.
#pragma once

#include "adapters/app/session.h"

namespace CLI {
class App;
}

namespace dunghan::app {

void add_explain(CLI::App& app, Options& options, int& exit);

}  // namespace dunghan::app
