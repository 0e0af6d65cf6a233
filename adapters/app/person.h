// `dunghan person set|list|show` and `dunghan erase`.
#pragma once

#include <CLI/CLI.hpp>

#include "adapters/app/session.h"

namespace dunghan::app {

void add_person(CLI::App& app, Options& options, int& exit);

}  // namespace dunghan::app
