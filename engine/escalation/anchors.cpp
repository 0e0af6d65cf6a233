#include "engine/escalation/anchors.h"

#include <algorithm>

#include "engine/task/judge.h"
#include "engine/task/milestones.h"
#include "engine/task/workflow.h"

namespace dunghan::escalation {
namespace {

using task::State;

bool not_started(const State& state) {
    return !state.progress.stated() || state.progress.value.progress == task::Progress::not_started;
}

}  // namespace

// A task that waits for its start window or for a date somebody must read has its own anchors.
bool speaks_by_updates(const State& state) {
    const auto& milestones = state.milestones.value;
    const bool dated = !state.course->terms.empty() ||
                       std::any_of(milestones.begin(), milestones.end(), [](const Milestone& m) {
                           return m.due_before.has_value();
                       });
    const bool starts = std::any_of(milestones.begin(), milestones.end(), [](const Milestone& m) {
        return m.start_before.has_value();
    });
    return !dated && !(starts && not_started(state)) && state.kind != task::Kind::report;
}

std::vector<AnchorAt> anchors_of(const State& state) {
    const bool counts = task::is_open(state) && !task::is_suspended(state);
    return counts ? anchors_ever_of(state) : std::vector<AnchorAt>{};
}

std::vector<AnchorAt> anchors_ever_of(const State& state) {
    std::vector<AnchorAt> anchors;
    task::for_each_milestone(state, [&](std::uint32_t number) {
        if (task::is_met(state, number)) {
            return;
        }
        const auto index = static_cast<std::int32_t>(number);
        if (const auto due = task::due_in_force(state, number)) {
            anchors.push_back({Anchor::due, index, *due});
        }
        const auto start = task::start_in_force(state, number);
        if (start && not_started(state)) {
            anchors.push_back({Anchor::start, index, *start});
        }
    });
    if (speaks_by_updates(state)) {
        anchors.push_back({Anchor::update, -1, state.last_update});
    }
    if (state.kind == task::Kind::report && state.rating.value.code == "missing") {
        anchors.push_back({Anchor::missing, -1, state.rating.occurred_at});
    }
    return anchors;
}

}  // namespace dunghan::escalation
