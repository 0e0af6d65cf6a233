// Who says so, as the log keeps it for ever: an id the office gave, never a name or an address.
#pragma once

#include <string>

#include "engine/base/result.h"

namespace dunghan::app {

// 1 to 64 octets without '@', blanks and control characters. Error: invalid; it does not repeat
// what it was given.
[[nodiscard]] Result<void> check_actor(const std::string& actor);

}  // namespace dunghan::app
