// Whose mail may leave at an instant: the slots of all policies together.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/policy/policies.h"

namespace dunghan {

// One digest per recipient is made in it, of what those policies remind of.
struct Round {
    Instant slot;
    std::set<std::string> policies;  // names: those whose slot begins then
    bool operator==(const Round&) const = default;
};

// The slots that are open, the earliest first.
[[nodiscard]] std::vector<Round> open_rounds(const Policies& policies, Instant now);

// The first slot that begins after `now`; nothing: no policy is published.
[[nodiscard]] std::optional<Instant> next_slot(const Policies& policies, Instant now);

// From when on, at or after `at`, mail may leave that tells of those policies. No names: of the
// default one. Names nobody publishes any more count as the default one.
[[nodiscard]] std::optional<Instant> next_opening(
    const Policies& policies, const std::vector<std::string>& names, Instant at
);

}  // namespace dunghan
