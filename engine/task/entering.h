// What entering a state means in the words every reader of a task knows: progress, who is waited
// for, evidence.
#pragma once

#include <vector>

#include "engine/task/command.h"
#include "engine/task/rules.h"
#include "engine/task/state.h"

namespace dunghan::task {

class Entering {
 public:
    Entering(const State& state, const Rules& rules, const StateRule& entered)
        : state_(state), rules_(rules), entered_(entered) {}

    [[nodiscard]] std::vector<Event> facts(const TakeTransition& taken) const;

 private:
    [[nodiscard]] std::optional<Party> ball(const TakeTransition& taken) const;

    const State& state_;
    const Rules& rules_;
    const StateRule& entered_;
};

}  // namespace dunghan::task
