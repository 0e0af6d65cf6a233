#include "engine/escalation/plan.h"
#include "engine/projection/projector.h"

namespace dunghan {

std::optional<Instant> wake_of(
    const task::State& state,
    const Policy& policy,
    Instant recorded_at,
    std::optional<Instant> previous
) {
    return wake_of_rung(escalation::next_rung(state, policy), policy, recorded_at, previous);
}

std::optional<Instant> wake_of_rung(
    std::optional<Instant> rung,
    const Policy& policy,
    Instant recorded_at,
    std::optional<Instant> previous
) {
    if (!rung) {
        return std::nullopt;
    }
    if (previous && *previous <= recorded_at && *rung <= *previous) {
        return previous;
    }
    return *rung <= recorded_at ? slot_at_or_after(plus_ms(recorded_at, 1), policy)
                                : slot_at_or_after(*rung, policy);
}

}  // namespace dunghan
