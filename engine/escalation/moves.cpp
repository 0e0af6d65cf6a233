// Which events may move the next rung of a task.
#include "engine/escalation/anchors.h"
#include "engine/escalation/holders.h"
#include "engine/escalation/plan.h"
#include "engine/task/judge.h"

namespace dunghan::escalation {

bool may_move_rungs(const task::State& before, const task::Event& event) {
    if (speaks_by_updates(before) || !task::is_open(before)) {
        return true;  // any reported fact moves its anchor, or when it was closed
    }

    struct Visit {
        const task::State& before;

        // Who holds the ball decides only where they no longer climb together.
        bool operator()(const task::Described&) const { return climb_apart(before); }

        bool operator()(const task::EvidenceAdded&) const { return false; }

        bool operator()(const task::WaitingOnSet&) const { return climb_apart(before); }

        bool operator()(const task::ExtensionRequested&) const { return false; }

        bool operator()(const task::ExtensionRefused&) const { return false; }

        bool operator()(const task::Rated&) const { return before.kind == task::Kind::report; }

        // Whichever of two reports of the same progress is the newer: it is the same progress.
        bool operator()(const task::ProgressReported& report) const {
            return !before.progress.stated() || before.progress.value.progress != report.progress;
        }

        bool operator()(const task::Assigned&) const { return true; }

        bool operator()(const task::DeadlineSet&) const { return true; }

        bool operator()(const task::MilestoneMet&) const { return true; }

        bool operator()(const task::ExtensionGranted&) const { return true; }

        bool operator()(const task::Cancelled&) const { return true; }

        bool operator()(const task::ReminderIssued&) const { return true; }

        bool operator()(const task::Bound&) const { return true; }

        bool operator()(const task::StateEntered&) const { return true; }

        bool operator()(const task::TermStarted&) const { return true; }

        bool operator()(const task::TermMoved&) const { return true; }

        bool operator()(const task::ClockSuspended&) const { return true; }

        bool operator()(const task::ClockResumed&) const { return true; }

        bool operator()(const task::Migrated&) const { return true; }

        bool operator()(const task::ReminderAcknowledged&) const { return true; }

        bool operator()(const task::Silenced&) const { return true; }
    };

    return std::visit(Visit{before}, event);
}

}  // namespace dunghan::escalation
