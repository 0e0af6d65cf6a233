// May this be written of an endpoint?
#pragma once

#include <vector>

#include "engine/endpoint/command.h"
#include "engine/endpoint/state.h"

namespace dunghan::endpoint {

// `now`: when it occurs. Rejections: endpoint_exists (ids are never used again), no_such_endpoint
// (or it is removed), bad_endpoint, reason_missing, bad_secret, too_many_secrets, bad_grant,
// too_many_grants, no_such_grant, disabled (nothing is sent to test or to repeat; enable it first).
[[nodiscard]] Decision<std::vector<Event>> decide(
    const State& state, const Command& command, Instant now, const Directory& directory
);

}  // namespace dunghan::endpoint
