// Who is told when a rung is reached: its roles, resolved on one day.
//
// Agencies that were merged are their successors, whoever handed over is a substitute, and where a
// role has nobody the next one up is told: holder, deputy, head, coordinator, committee. That is
// recorded, and somebody is always told.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/directory/directory.h"
#include "engine/policy/policy.h"
#include "engine/task/state.h"

namespace dunghan {

using Officers = std::map<std::string, std::string>;  // person ids by agency

// What the log says of people, on the day it is asked.
struct People {
    const Directory& directory;
    const Officers& officers;  // who have an address of their own: Projector::officers()
    Date day;
};

// Fills in the roles and recipients of each rung, and what had to be done to find them. A rung that
// names no role is told to whoever holds the ball; of groups and of names nobody could place the
// coordinator is.
void resolve_recipients(
    task::ReminderIssued& reminder,
    const task::State& state,
    const Policy& policy,
    const People& people
);

// Whom a rung without roles would tell. Never empty.
[[nodiscard]] std::vector<std::string> recipients_of(
    const task::State& state, const Policy& policy, const People& people
);

// As a mail would print them: "Sở Du lịch", "Thủ trưởng Sở Du lịch", "Ban Chỉ đạo".
[[nodiscard]] std::string recipient_name(const std::string& recipient, const Directory& directory);

}  // namespace dunghan
