// Endpoints as the log tells them, of now or of then. From any thread.
#pragma once

#include <string>
#include <vector>

#include "engine/endpoint/state.h"
#include "engine/port/store.h"
#include "engine/projection/history.h"

namespace dunghan {

// As its events up to then tell it; one that does not exist() was not there by then. Errors: the
// store's, corruption.
[[nodiscard]] Result<endpoint::State> endpoint_at(
    const Store& store, const std::string& id, const TimeQuery& query
);

// All that were there by then, the removed ones too, in the order of ids. Errors: likewise.
[[nodiscard]] Result<std::vector<endpoint::State>> endpoints_at(
    const Store& store, const TimeQuery& query
);

}  // namespace dunghan
