// Histories of tasks and digests, folded as of an instant. The views are a short cut to the same
// answers.
#pragma once

#include "engine/codec/event.h"
#include "engine/codec/rows.h"
#include "engine/port/store.h"
#include "engine/reminder/event.h"

namespace dunghan {

struct TimeQuery {
    Instant as_of;     // facts that occurred at or before
    Instant as_known;  // events recorded at or before
    bool operator==(const TimeQuery&) const = default;
};

// "All there is."
inline constexpr Instant end_of_time{INT64_MAX};

[[nodiscard]] bool is_visible(const Envelope& envelope, const TimeQuery& query);

// True when nothing in `state` is younger than the query: it answers as it stands.
[[nodiscard]] bool is_settled(const task::State& state, const TimeQuery& query);

// A state that does not exist() when the task was not assigned by then. Errors: the store's,
// corruption.
[[nodiscard]] Result<task::State> fold_task(
    const Store& store, const StreamId& stream, const TimeQuery& query
);

// The mail as the log holds it: the first event of the digest's stream. Errors: the store's,
// corruption (no digest there).
[[nodiscard]] Result<reminder::DigestIssued> digest_of(const Store& store, const StreamId& stream);

// The latest visible event of a stream whose events replace each other: a cell set aside, a policy.
// Nothing: none was there by then. Errors: the store's, corruption.
[[nodiscard]] Result<std::optional<Event>> event_at(
    const Store& store, const StreamId& stream, const TimeQuery& query
);

// A digest and how far its delivery had come.
struct DigestAt {
    reminder::DigestIssued content;
    reminder::State state;
};

// Nothing: it was not issued by then. Errors: the store's, corruption.
[[nodiscard]] Result<std::optional<DigestAt>> digest_at(
    const Store& store, const StreamId& stream, const TimeQuery& query
);

}  // namespace dunghan
