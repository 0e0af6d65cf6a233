// `dunghan commands`: many wishes, one a line, each answered when it is durable.
// Format: docs/formats/commands.md
#pragma once

#include "adapters/app/session.h"

namespace CLI {
class App;
}

namespace dunghan::app {

void add_commands(CLI::App& app, Options& options, int& exit);

}  // namespace dunghan::app
