// The escalation policy as operators write it: config/policy.yaml -> PolicyPublished.
// Format: docs/formats/policy.md
#pragma once

#include <string_view>

#include "engine/base/result.h"
#include "engine/policy/policy.h"

namespace dunghan {

// `file` is the name in messages. The zone's offset is read from the machine's tz database
// (adapters/config/zone.h). Errors: invalid and limit_exceeded, as "file:line:column: Expected …,
// but …"; for the zone those of resolve_zone. Never throws.
[[nodiscard]] Result<PolicyPublished> read_policy(std::string_view yaml, std::string_view file);

}  // namespace dunghan
