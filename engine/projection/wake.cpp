#include "engine/escalation/plan.h"
#include "engine/policy/slot.h"
#include "engine/projection/projector.h"

namespace dunghan {

std::optional<Instant> wake_of(
    const task::State& state,
    const PolicyInForce& rules,
    Instant recorded_at,
    std::optional<Instant> previous
) {
    const auto rung = escalation::next_rung(state, *rules.policy, *rules.calendar);
    return wake_of_rung(rung, rules, recorded_at, previous);
}

std::optional<Instant> wake_of_rung(
    std::optional<Instant> rung,
    const PolicyInForce& rules,
    Instant recorded_at,
    std::optional<Instant> previous
) {
    if (!rung) {
        return std::nullopt;
    }
    const bool reached = *rung <= recorded_at;
    const bool was_due = previous && *previous <= recorded_at;
    if (was_due && *rung <= *previous) {
        return previous;
    }
    // What was due stays due, also when its rung was moved to a later one that is past as well.
    const Instant from = reached && !was_due ? plus_ms(recorded_at, 1) : *rung;
    return slot_at_or_after(from, *rules.policy, *rules.calendar);
}

}  // namespace dunghan
