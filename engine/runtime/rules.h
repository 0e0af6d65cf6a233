// What the log says besides a task when a wish about it is decided: its definition and calendar.
#pragma once

#include "engine/projection/projector.h"
#include "engine/task/command.h"
#include "engine/task/rules.h"

namespace dunghan {

// Of Bind and Migrate the definition that is asked for (version 0: the newest), else the one the
// task follows. The calendar is the definition's, else that of the first holder's agency, else the
// only one that no other refines. Pointers are good until the projector applies the next event.
[[nodiscard]] task::Rules rules_for(
    const Projector& views, const task::State& state, const task::Command& wish
);

}  // namespace dunghan
