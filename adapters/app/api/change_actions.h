// The actions of a wish (docs/formats/commands.md) as operations of the API.
#pragma once

#include <string>
#include <string_view>

#include "engine/access/role.h"

namespace dunghan::app::api {

// What a caller must be allowed for an action.
[[nodiscard]] access::Operation needed_for(std::string_view action);

// "set-deadline" -> "setDeadlineTask".
[[nodiscard]] std::string operation_name(std::string_view action);

// What it is, in a line.
[[nodiscard]] std::string summary_of(std::string_view action);

}  // namespace dunghan::app::api
