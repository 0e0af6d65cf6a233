// What a policy must satisfy to be published. The reader of its file and the engine both ask.
#pragma once

#include <optional>
#include <string>

#include "engine/policy/policy.h"

namespace dunghan {

inline constexpr std::size_t rungs_max = 64;  // each is tried on every milestone of every task

struct PolicyProblem {
    std::string where;     // "slot.until", "rungs[2].weekday"
    std::string expected;  // "later than slot.at"
};

// The first of: a slot that ends before it begins, or has days of its own beside a calendar, or
// neither; no rung or too many; an id that is not the only one; working time without a calendar;
// working days before something that has only happened (update, missing); a weekday in another unit
// than days, or beside a part of a week; a cap on what is not repeated; a role nobody can be told
// by (system).
[[nodiscard]] std::optional<PolicyProblem> problem_in(const PolicyPublished& policy);

}  // namespace dunghan
