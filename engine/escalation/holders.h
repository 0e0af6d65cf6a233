// Who climbs a ladder. As long as nobody has acknowledged anything, all who hold the ball climb
// together; an acknowledgement lets one of them rest, and from then on each has a place of its own.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/policy/policy.h"
#include "engine/task/state.h"

namespace dunghan::escalation {

struct Holder {
    std::string id;  // Party::id; empty: all of them together
    // The latest of the agency that answers for it: of groups and of names nobody could place the
    // coordinator. Null: nothing was acknowledged.
    const task::Dated<task::ReminderAcknowledged>* acknowledged = nullptr;

    // It promised a day. Whether that day has passed, the clock says.
    [[nodiscard]] bool promised() const {
        return acknowledged != nullptr && !acknowledged->value.promise.empty();
    }

    // Nobody is told before that instant.
    [[nodiscard]] std::optional<Instant> rests_until() const {
        return acknowledged == nullptr ? std::nullopt
                                       : std::optional(acknowledged->value.rests_until);
    }
};

// Never empty. Refers to the state.
[[nodiscard]] std::vector<Holder> holders_of(const task::State& state, const Policy& policy);

// Somebody has acknowledged, or climbs alone: who holds the ball decides what comes next.
[[nodiscard]] bool climb_apart(const task::State& state);

// The latest reminder on one anchor that told a holder something.
struct LastTold {
    const task::ReminderMark* mark = nullptr;  // null: none
    Instant at;                                // when it was told, or planned to be
};

[[nodiscard]] LastTold last_told(
    const task::State& state, const Holder& holder, std::int32_t milestone, Instant anchor
);

}  // namespace dunghan::escalation
