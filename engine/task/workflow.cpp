#include "engine/task/workflow.h"

#include <algorithm>

#include "engine/task/judge.h"
#include "engine/task/milestones.h"

namespace dunghan::task {
Following following(const State& state) {
    if (!state.bound.stated()) {
        return {};
    }
    return is_newer(state.migrated, state.bound)
               ? Following{state.migrated.value.definition, state.migrated.value.version}
               : Following{state.bound.value.definition, state.bound.value.version};
}

const std::string& state_name(const State& state) {
    const bool moved = is_newer(state.entered, state.bound);
    if (is_newer(state.migrated, state.bound) &&
        (!moved || is_newer(state.migrated, state.entered))) {
        return state.migrated.value.state;
    }
    return moved ? state.entered.value.to : state.bound.value.state;
}

bool is_suspended(const State& state) {
    return is_newer(state.suspended, state.resumed);
}

std::optional<Deemed> next_deemed(const State& state) {
    std::optional<Deemed> next;
    if (!is_open(state) || is_suspended(state)) {
        return next;
    }
    for (const auto& [number, term] : state.terms) {
        // It was started on entering a state, and ends with it.
        const bool lives = term.started.stated() && !term.started.value.deemed.empty() &&
                           !is_met(state, number) && !is_newer(state.entered, term.started);
        const auto at = lives ? due_in_force(state, number) : std::nullopt;
        if (at && (!next || *at < next->at)) {
            next = {*at, number, term.started.value.deemed};
        }
    }
    return next;
}

const Dated<ReminderAcknowledged>* acknowledgement_of(
    const State& state, const std::string& agency
) {
    const auto found = std::ranges::find(state.acknowledged, agency, [](const auto& fact) {
        return fact.value.agency;
    });
    return found == state.acknowledged.end() ? nullptr : &*found;
}

const std::string& parent_of(const State& state) {
    return state.bound.value.parent;
}

}  // namespace dunghan::task
