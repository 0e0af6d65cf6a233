// The answer to a command, for programs. Format: docs/formats/commands.md
#pragma once

#include <nlohmann/json.hpp>

#include "engine/runtime/request.h"

namespace dunghan::app {

[[nodiscard]] nlohmann::ordered_json outcome_json(const Outcome& outcome);

}  // namespace dunghan::app
