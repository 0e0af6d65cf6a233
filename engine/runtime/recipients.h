// Who is told about a task: whoever holds the ball, as agency ids.
#pragma once

#include <string>
#include <vector>

#include "engine/directory/directory.h"
#include "engine/policy/policy.h"
#include "engine/task/state.h"

namespace dunghan {

// The parties a reminder concerns: who it waits on, else the holders.
[[nodiscard]] std::vector<Party> ball_holders(const task::State& state);

// Agencies as they are on that day: one that was merged is its successor. Groups, names nobody
// could place and agencies that nobody follows go to the policy's coordinator, once. Never empty:
// with nobody named at all, the coordinator is told.
[[nodiscard]] std::vector<std::string> recipients_of(
    const task::State& state, const Directory& directory, const Policy& policy, Date day
);

}  // namespace dunghan
