#include "engine/task/workflow.h"

#include <algorithm>

#include "engine/task/judge.h"
#include "engine/task/milestones.h"

namespace dunghan::task {
Following following(const State& state) {
    if (!state.course->bound.stated()) {
        return {};
    }
    return is_newer(state.course->migrated, state.course->bound)
               ? Following{state.course->migrated.value.definition, state.course->migrated.value.version}
               : Following{state.course->bound.value.definition, state.course->bound.value.version};
}

const std::string& state_name(const State& state) {
    const bool moved = is_newer(state.course->entered, state.course->bound);
    if (is_newer(state.course->migrated, state.course->bound) &&
        (!moved || is_newer(state.course->migrated, state.course->entered))) {
        return state.course->migrated.value.state;
    }
    return moved ? state.course->entered.value.to : state.course->bound.value.state;
}

bool is_suspended(const State& state) {
    return is_newer(state.course->suspended, state.course->resumed);
}

std::optional<Deemed> next_deemed(const State& state) {
    std::optional<Deemed> next;
    if (!is_open(state) || is_suspended(state)) {
        return next;
    }
    for (const auto& [number, term] : state.course->terms) {
        // It was started on entering a state, and ends with it.
        const bool lives = term.started.stated() && !term.started.value.deemed.empty() &&
                           !is_met(state, number) && !is_newer(state.course->entered, term.started);
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
    const auto found = std::ranges::find(state.course->acknowledged, agency, [](const auto& fact) {
        return fact.value.agency;
    });
    return found == state.course->acknowledged.end() ? nullptr : &*found;
}

const std::string& parent_of(const State& state) {
    return state.course->bound.value.parent;
}

}  // namespace dunghan::task
