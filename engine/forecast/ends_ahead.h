// The ends of terms that lie ahead: which task has one, and when.
#pragma once

#include <compare>
#include <set>
#include <vector>

#include "engine/escalation/plan.h"
#include "engine/port/store.h"

namespace dunghan::forecast {

// Where a due date or a start window of one task ends, by its state when it was added.
struct End {
    Instant at;
    StreamId stream;
    Anchor kind = Anchor::due;  // or start
    std::int32_t milestone = 0;
    auto operator<=>(const End&) const = default;
};

class EndsAhead {
 public:
    // Ends after `after` and up to `until`, both exact.
    EndsAhead(Instant after, Instant until) : after_(after), until_(until) {}

    void add(const StreamId& stream, const task::State& state);

    // Every task of the store. Errors: the store's, corruption.
    [[nodiscard]] Result<void> add_all(const Store& store);

    // from <= at < to, ascending. Whether the task still has this end, its state must say.
    [[nodiscard]] std::vector<End> between(Instant from, Instant to) const;

 private:
    Instant after_;
    Instant until_;
    std::set<End> ends_;
};

// Whether the task has this end at present.
[[nodiscard]] bool has_end(const task::State& state, const End& end);

}  // namespace dunghan::forecast
