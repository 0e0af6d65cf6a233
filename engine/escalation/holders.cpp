#include "engine/escalation/holders.h"

#include <algorithm>

#include "engine/task/ball.h"
#include "engine/task/workflow.h"

namespace dunghan::escalation {

bool climb_apart(const task::State& state) {
    return !state.course->acknowledged.empty() || !state.course->apart.empty();
}

std::vector<Holder> holders_of(const task::State& state, const Policy& policy) {
    std::vector<Holder> holders;
    if (climb_apart(state)) {
        for (const Party& party : task::ball_holders(state)) {
            const bool known = std::ranges::any_of(holders, [&](const Holder& holder) {
                return holder.id == party.id;
            });
            const std::string& answers =
                party.kind == PartyKind::agency ? party.id : policy.coordinator;
            if (!known) {
                holders.push_back({party.id, task::acknowledgement_of(state, answers)});
            }
        }
    }
    if (holders.empty()) {
        holders.push_back({"", task::acknowledgement_of(state, policy.coordinator)});
    }
    return holders;
}

LastTold last_told(
    const task::State& state, const Holder& holder, std::int32_t milestone, Instant anchor
) {
    LastTold last;
    const auto consider = [&](const task::ReminderMark& mark, Instant at) {
        const bool concerns = mark.milestone == milestone && mark.anchor == anchor;
        if (concerns && (last.mark == nullptr || last.mark->planned < mark.planned)) {
            last = {&mark, at};
        }
    };
    for (const auto& mark : state.reminders) {
        consider(mark, mark.planned);
    }
    for (const auto& apart : state.course->apart) {
        if (apart.holder.empty() || apart.holder == holder.id) {
            consider(apart.mark, apart.slot);
        }
    }
    return last;
}

}  // namespace dunghan::escalation
