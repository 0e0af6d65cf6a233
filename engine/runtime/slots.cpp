#include "engine/runtime/slots.h"

#include <algorithm>

#include "engine/policy/slot.h"

namespace dunghan {
namespace {

Instant opening_of(const PolicyInForce& rules, Instant at) {
    return slot_is_open(at, *rules.policy, *rules.calendar)
               ? at
               : slot_at_or_after(at, *rules.policy, *rules.calendar);
}

}  // namespace

std::vector<Round> open_rounds(const Policies& policies, Instant now) {
    std::vector<Round> rounds;
    for (const auto& [policy, calendar] : policies.all()) {
        if (!slot_is_open(now, *policy, *calendar)) {
            continue;
        }
        const Instant slot = slot_at_or_before(now, *policy, *calendar);
        auto place = std::ranges::lower_bound(rounds, slot, {}, &Round::slot);
        if (place == rounds.end() || place->slot != slot) {
            place = rounds.insert(place, {slot, {}});
        }
        place->policies.insert(policy->name);
    }
    return rounds;
}

std::optional<Instant> next_slot(const Policies& policies, Instant now) {
    std::optional<Instant> next;
    for (const auto& [policy, calendar] : policies.all()) {
        keep_earliest(next, slot_at_or_after(plus_ms(now, 1), *policy, *calendar));
    }
    return next;
}

std::optional<Instant> next_opening(
    const Policies& policies, const std::vector<std::string>& names, Instant at
) {
    std::optional<Instant> next;
    for (const std::string& name : names) {
        if (const PolicyInForce rules = policies.find(name)) {
            keep_earliest(next, opening_of(rules, at));
        }
    }
    const PolicyInForce rest = policies.find(default_policy_name);
    if (!next && rest) {
        next = opening_of(rest, at);
    }
    return next;
}

}  // namespace dunghan
