// One mail to one recipient in one slot: issued once, claimed before each attempt, settled once.
#pragma once

#include <vector>

#include "engine/base/result.h"
#include "engine/reminder/command.h"
#include "engine/reminder/state.h"

namespace dunghan::reminder {

// Rejections: already_issued, no_such_digest, nothing_to_deliver, not_claimed.
[[nodiscard]] Decision<std::vector<Event>> decide(const State& state, const Command& command);

}  // namespace dunghan::reminder
