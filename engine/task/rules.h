// What the log says besides the task when a wish about it is decided. Handed in, so that deciding
// stays a calculation.
#pragma once

#include <string>

#include "engine/base/instant.h"
#include "engine/calendar/working_time.h"
#include "engine/definition/definition.h"

namespace dunghan::task {

struct Rules {
    // The one the task follows, in its version; of Bind and Migrate the one that is asked for.
    // Null: it follows none, or there is no such definition.
    const Definition* definition = nullptr;
    // Of the task's terms. Null: none is published.
    const Calendar* calendar = nullptr;
    Zone zone;
    std::string coordinator;  // agency id: who is waited for when the ball is at the desk
    std::string committee;    // the same of the committee; empty: the coordinator
    // Working days the ladder rests on an acknowledgement that promises no day.
    std::int32_t rest_days = 2;
    // The working time of the policy that reminds of it. Null: no policy is published.
    const Calendar* reminding = nullptr;
};

}  // namespace dunghan::task
