// Zone rules from the machine's tz database, read once and handed to the log as plain numbers.
#pragma once

#include <string_view>

#include "engine/base/instant.h"
#include "engine/base/result.h"

namespace dunghan {

// "Asia/Ho_Chi_Minh" -> its offset and the version of the database ("2026f"). Errors: not_found (no
// such zone), refused (its offset changes between 1990 and 2100: the engine counts days with one),
// unavailable (the machine has no tz database). Never throws.
[[nodiscard]] Result<Zone> resolve_zone(std::string_view name);

}  // namespace dunghan
