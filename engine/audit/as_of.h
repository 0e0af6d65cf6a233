// Tasks as they stood at one instant, as known at another. A view row serves when nothing in it is
// younger than both; otherwise the task's own history is folded. Views are a short cut, not truth.
#pragma once

#include <functional>
#include <optional>

#include "engine/projection/history.h"

namespace dunghan::audit {

// In key order, from the key `from` on; only tasks that were assigned by then. Stops when `visit`
// returns false. Errors: those of the store, corruption.
[[nodiscard]] Result<void> visit_tasks(
    const Store& store,
    const TimeQuery& query,
    const std::function<bool(const StreamId&, const task::State&)>& visit,
    const std::string& from = {}
);

// Nothing: it was not assigned by then, or never.
[[nodiscard]] Result<std::optional<task::State>> task_at(
    const Store& store, const StreamId& stream, const TimeQuery& query
);

}  // namespace dunghan::audit
