// An event that made a difference: its envelope, without what it says.
#pragma once

#include <string>

#include "engine/event/envelope.h"

namespace dunghan::audit {

struct Cause {
    Position position;
    EventType type{};
    Instant occurred_at;
    Instant recorded_at;
    std::string actor;
    bool operator==(const Cause&) const = default;
};

[[nodiscard]] inline Cause cause_of(const Envelope& envelope) {
    return {
        envelope.position,
        envelope.type,
        envelope.occurred_at,
        envelope.recorded_at,
        envelope.actor};
}

}  // namespace dunghan::audit
