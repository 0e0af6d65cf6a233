#include "adapters/app/late.h"

#include <algorithm>

#include "engine/base/code_order.h"
#include "engine/task/milestones.h"

namespace dunghan::app {

Result<std::vector<LateTask>> late_tasks(const Reading& reading, bool missing) {
    std::vector<LateTask> late;
    const auto visited =
        audit::visit_tasks(*reading.store, reading.query, [&](const StreamId&, const auto& state) {
            auto judgement = task::judge(
                state, reading.query.as_of, reading.policy.zone, reading.policy.due_soon_days
            );
            const bool listed = task::is_late(judgement.verdict) ||
                                (missing && judgement.verdict == task::Verdict::missing);
            if (listed) {
                late.push_back({state, std::move(judgement)});
            }
            return true;
        });
    if (!visited) {
        return tl::unexpected(visited.error());
    }
    std::sort(late.begin(), late.end(), [](const LateTask& a, const LateTask& b) {
        if (a.state.kind != b.state.kind) {
            return a.state.kind < b.state.kind;
        }
        if (a.judgement.days_late != b.judgement.days_late) {
            return a.judgement.days_late > b.judgement.days_late;
        }
        return code_before(a.state.code, b.state.code);
    });
    return late;
}

std::string last_day_of(const LateTask& late, const Zone& zone) {
    const auto& end = late.judgement.due_before;
    return end ? to_vietnamese(date_at(plus_ms(*end, -1), zone)) : "";
}

std::string printed_deadline(const LateTask& late) {
    const auto number = static_cast<std::uint32_t>(late.judgement.milestone);
    const auto shown = task::milestone_of(late.state, number);
    return shown ? shown->raw : "";
}

}  // namespace dunghan::app
