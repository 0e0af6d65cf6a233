// Policies to climb by: the ladder in calendar days, and the one in working days.
#pragma once

#include <string>

#include "engine/policy/policy.h"

namespace dunghan::testing {

inline Instant at(const std::string& text) {
    return parse_instant(text, Zone{}).value();
}

inline Policy default_policy() {
    Policy policy;
    policy.coordinator = "so-tttt";
    policy.rungs = {
        {"before-7d", Anchor::due, -7, 0, 0},
        {"before-1d", Anchor::due, -1, 0, 0},
        {"overdue", Anchor::due, 0, 0, 0},
        {"overdue-weekly", Anchor::due, 7, 7, 0},
        {"start-missed", Anchor::start, 0, 0, 0},
        {"start-missed-weekly", Anchor::start, 7, 7, 0},
        {"no-update", Anchor::update, 30, 30, 0},
        {"report-missing", Anchor::missing, 0, 0, 0},
        {"report-missing-weekly", Anchor::missing, 7, 7, 0}};
    return policy;
}

// T-3, T-1, T+1, T+3 and every second working day after it, five times.
inline Policy statutory_policy() {
    constexpr auto working_days = RungUnit::working_days;
    Policy policy;
    policy.name = "statutory";
    policy.coordinator = "so-tttt";
    policy.calendar = "vn";
    policy.slot = {7 * 60 + 30, 17 * 60, 0};
    policy.rungs = {
        {"before-3wd", Anchor::due, -3, 0, 0, working_days, 0, {Role::holder}},
        {"before-1wd", Anchor::due, -1, 0, 0, working_days, 0, {Role::holder, Role::head}},
        {"after-1wd",
         Anchor::due,
         1,
         0,
         0,
         working_days,
         0,
         {Role::holder, Role::head, Role::coordinator}},
        {"after-3wd",
         Anchor::due,
         3,
         2,
         0,
         working_days,
         5,
         {Role::holder, Role::head, Role::coordinator, Role::committee}}};
    return policy;
}

}  // namespace dunghan::testing
