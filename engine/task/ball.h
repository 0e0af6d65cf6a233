// Who holds the ball: whom a task waits for.
#pragma once

#include <vector>

#include "engine/task/state.h"

namespace dunghan::task {

// Whoever it was handed to, else its holders. Empty: nobody was ever named.
[[nodiscard]] inline std::vector<Party> ball_holders(const State& state) {
    if (state.waiting_on.stated() && state.waiting_on.value.party) {
        return {*state.waiting_on.value.party};
    }
    return state.description.value.holders;
}

}  // namespace dunghan::task
