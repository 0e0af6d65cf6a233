// Late rows, as `overdue` and `agencies` list them.
#pragma once

#include <string>
#include <vector>

#include "engine/task/judge.h"

#include "adapters/app/session.h"

namespace dunghan::app {

struct LateTask {
    task::State state;
    task::Judgement judgement;
};

// Overdue tasks and dossiers and missed starts; with `missing`, reports their period closed without
// as well. Longest late first, then in code order.
[[nodiscard]] Result<std::vector<LateTask>> late_tasks(const Reading& reading, bool missing);

// The last day of the term that is past, as written: "31/5/2022".
[[nodiscard]] std::string last_day_of(const LateTask& late, const Zone& zone);

// As printed in the plan: "Tháng 5/2022".
[[nodiscard]] std::string printed_deadline(const LateTask& late);

}  // namespace dunghan::app
