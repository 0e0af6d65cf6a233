// Is what the log holds under a command id what this wish about a task asked for? Of wishes whose
// events hold more than was said (a reckoned end, the newest version of a definition) what was said
// must be there.
#pragma once

#include <vector>

#include "engine/task/command.h"

namespace dunghan {

// `recorded`: all events of the command, at least one.
[[nodiscard]] bool is_same_wish(
    const task::Command& wish, const std::vector<task::Event>& recorded
);

}  // namespace dunghan
