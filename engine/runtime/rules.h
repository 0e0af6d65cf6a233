// What the log says besides a task when a wish about it is decided: its definition and calendar.
#pragma once

#include "engine/projection/projector.h"
#include "engine/task/command.h"
#include "engine/task/rules.h"

namespace dunghan {

// Pointers are good until the projector applies the next event.

// What counts the terms of an agency's task: the definition's calendar (null: it follows none),
// else the agency's own, else the policy's, else the only one that no other refines. Null: it is
// not published.
[[nodiscard]] const Calendar* calendar_for(
    const Projector& views, const Definition* definition, const std::string& agency
);

// Of Bind and Migrate the definition that is asked for (version 0: the newest), else the one the
// task follows. The calendar is that of the first holder.
[[nodiscard]] task::Rules rules_for(
    const Projector& views, const task::State& state, const task::Command& wish
);

}  // namespace dunghan
