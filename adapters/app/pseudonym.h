// Who says so, as the log keeps it for ever: an id the office gave, never a name or an address.
#pragma once

#include <functional>
#include <string>

#include "engine/base/result.h"

namespace dunghan::app {

// 1 to 64 octets without '@', blanks and control characters. Error: invalid; it does not repeat
// what it was given.
[[nodiscard]] Result<void> check_actor(const std::string& actor);

// Whoever runs this process, where nobody says: the login name, or "uid-1000" where that is no
// pseudonym or `tells` something (of the very person the command is about, for one).
[[nodiscard]] std::string operator_name(const std::function<bool(const std::string&)>& tells);

}  // namespace dunghan::app
