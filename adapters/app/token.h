// `dunghan token`: who is let in over HTTP. Format: docs/formats/access.md
#pragma once

#include "adapters/app/session.h"

namespace CLI {
class App;
}

namespace dunghan::app {

void add_token(CLI::App& app, Options& options, int& exit);

}  // namespace dunghan::app
