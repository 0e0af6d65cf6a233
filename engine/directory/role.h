// Who, told by what they do for a task and not by name.
#pragma once

#include <cstdint>

namespace dunghan {

// Who acts in a transition, who holds the ball in a state, who is reminded. Resolved for one task
// when a command is decided or a reminder is issued.
// DO NOT CHANGE THE VALUES: they are stored in views.
enum class Role : std::uint8_t {
    holder = 1,       // the agency that owes the task: its officer
    deputy = 2,       // deputy head of whoever holds the ball
    head = 3,         // head of whoever holds the ball
    coordinator = 4,  // the desk of the policy
    committee = 5,    // the committee the directory names
    appraiser = 6,    // whoever the task was handed to: waiting_on
    system = 7,       // only the engine: deemed consent
};

}  // namespace dunghan
