// Whose task it is: what decides who may see it.
#pragma once

#include <string>
#include <vector>

#include "engine/directory/directory.h"
#include "engine/task/state.h"

namespace dunghan {

// Ids of the agencies that hold it (groups by their members on that day) and that it waits on. None
// where all of them are names nobody could place.
[[nodiscard]] std::vector<std::string> agencies_of(
    const task::State& state, const Directory& directory, Date day
);

}  // namespace dunghan
