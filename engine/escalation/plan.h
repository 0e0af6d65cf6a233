// Which rungs a task has reached, and when to look again. One pure function: the scheduler, the due
// index, the forecast and the demo all call it.
//
// Each anchor has a ladder. Nobody is told while the clock stands still or the task is silenced;
// who has acknowledged is not told until the rest ends, and then, where a promise was broken, is
// told the next rung at once. What was passed over meanwhile is named. Under a policy that names
// roles, so is what a task's end overtook before anybody was told.
#pragma once

#include <optional>
#include <vector>

#include "engine/calendar/working_time.h"
#include "engine/escalation/anchors.h"
#include "engine/policy/policy.h"
#include "engine/task/state.h"

namespace dunghan::escalation {

struct Plan {
    // At most one per anchor and holder: the latest. Of those who climb together one for all.
    // Recipients are left to whoever knows the directory; of a task that is closed there are none:
    // these were overtaken by its end.
    std::vector<task::RungReached> reached;
    std::vector<task::RungsSuperseded> superseded;  // what they passed over
    std::optional<Instant> next;  // when something more is reached, after `now`; none: never
};

// What is reached at `now` and no reminder has dealt with. `calendar`: the working time of the
// policy.
[[nodiscard]] Plan plan(
    const task::State& state, const Policy& policy, const Calendar& calendar, Instant now
);

// The earliest instant at which plan() finds something, past or future.
[[nodiscard]] std::optional<Instant> next_rung(
    const task::State& state, const Policy& policy, const Calendar& calendar
);

// False only when next_rung() says the same of the task after the event as before it, under any
// policy. Most events of a long history are such: somebody reports that the work goes on.
[[nodiscard]] bool may_move_rungs(const task::State& before, const task::Event& event);

}  // namespace dunghan::escalation
