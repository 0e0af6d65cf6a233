// One task's history, folded as of an instant. The views are a short cut to the same answer.
#pragma once

#include "engine/codec/rows.h"
#include "engine/port/store.h"

namespace dunghan {

struct TimeQuery {
    Instant as_of;     // facts that occurred at or before
    Instant as_known;  // events recorded at or before
};

// "All there is."
inline constexpr Instant end_of_time{INT64_MAX};

// True when nothing in `state` is younger than the query: it answers as it stands.
[[nodiscard]] bool is_settled(const task::State& state, const TimeQuery& query);

// A state that does not exist() when the task was not assigned by then. Errors: the store's,
// corruption.
[[nodiscard]] Result<task::State> fold_task(
    const Store& store, const StreamId& stream, const TimeQuery& query
);

}  // namespace dunghan
