// Which rungs a task has reached, and when to look again. One pure function: the scheduler, the due
// index and the demo all call it.
#pragma once

#include <optional>
#include <vector>

#include "engine/policy/policy.h"
#include "engine/task/state.h"

namespace dunghan::escalation {

// What rungs count from, of one task.
struct AnchorAt {
    Anchor kind{};
    std::int32_t milestone = -1;  // -1: the task as a whole
    Instant at;
    bool operator==(const AnchorAt&) const = default;
};

// The anchors an open task has at present: the ends of its unmet milestones among them. None when
// it is completed or cancelled.
[[nodiscard]] std::vector<AnchorAt> anchors_of(const task::State& state);

struct Plan {
    std::vector<task::RungReached> reached;         // at most one per anchor: the latest
    std::vector<task::RungsSuperseded> superseded;  // what it passed over
    std::optional<Instant> next;  // earliest planned rung after `now`; none: never
};

// Rungs planned at or before `now` that no reminder has dealt with.
[[nodiscard]] Plan plan(const task::State& state, const Policy& policy, Instant now);

// The planned instant of the earliest rung not dealt with yet, past or future.
[[nodiscard]] std::optional<Instant> next_rung(const task::State& state, const Policy& policy);

// False only when next_rung() says the same of the task after the event as before it, under any
// policy. Most events of a long history are such: somebody reports that the work goes on.
[[nodiscard]] bool may_move_rungs(const task::State& before, const task::Event& event);

}  // namespace dunghan::escalation
