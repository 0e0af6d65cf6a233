// What the rungs of a task count from.
#pragma once

#include <vector>

#include "engine/policy/policy.h"
#include "engine/task/state.h"

namespace dunghan::escalation {

struct AnchorAt {
    Anchor kind{};
    std::int32_t milestone = -1;  // -1: the task as a whole
    Instant at;
    bool operator==(const AnchorAt&) const = default;
};

// Of everything that is not met yet. None while the task is closed or its clock stands still.
[[nodiscard]] std::vector<AnchorAt> anchors_of(const task::State& state);

// The same of a task that is closed, or whose clock stands still: what they were.
[[nodiscard]] std::vector<AnchorAt> anchors_ever_of(const task::State& state);

// An open task without any date: it is silent unless its last update grows old.
[[nodiscard]] bool speaks_by_updates(const task::State& state);

}  // namespace dunghan::escalation
