#include "engine/escalation/plan.h"

#include <algorithm>

#include "engine/task/judge.h"
#include "engine/task/milestones.h"
#include "engine/task/workflow.h"

namespace dunghan::escalation {
namespace {

using task::Progress;
using task::State;

bool not_started(const State& state) {
    return !state.progress.stated() || state.progress.value.progress == Progress::not_started;
}

// A task that waits for its start window or for a date somebody must read has its own anchors;
// any other open task without a due date is silent unless its last update grows old.
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

}  // namespace

std::vector<AnchorAt> anchors_of(const State& state) {
    std::vector<AnchorAt> anchors;
    if (!task::is_open(state) || task::is_suspended(state)) {
        return anchors;
    }
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

namespace {

// A rule on one anchor: when its first occurrence is planned, the others follow from it.
struct Rung {
    const AnchorAt& anchor;
    const RungRule& rule;
    Instant first;
};

Rung rung_of(const AnchorAt& anchor, const RungRule& rule, const Policy& policy) {
    const Instant first = plus_days(anchor.at, rule.offset_days);
    if (rule.weekday != 0) {
        const int ahead = (rule.weekday - 1 - weekday(date_at(first, policy.zone)) + 7) % 7;
        return {anchor, rule, plus_days(first, ahead)};
    }
    // A warning that would wait for a slot after the term (its last day is a Saturday) comes
    // before.
    if (rule.offset_days < 0 && slot_at_or_after(first, policy) >= anchor.at) {
        return {anchor, rule, slot_at_or_before(first, policy)};
    }
    return {anchor, rule, first};
}

Instant planned_at(const Rung& rung, std::int64_t occurrence) {
    return plus_days(rung.first, occurrence * rung.rule.every_days);
}

// The last occurrence planned at or before `at`; -1: none.
std::int64_t last_occurrence(const Rung& rung, Instant at) {
    const auto& [anchor, rule, first] = rung;
    if (at < first) {
        return -1;
    }
    return rule.every_days == 0 ? 0 : (at.ms - first.ms) / (rule.every_days * ms_per_day);
}

// Rungs of this anchor up to this instant are dealt with.
std::optional<Instant> dealt_with_until(const State& state, const AnchorAt& anchor) {
    for (const auto& mark : state.reminders) {
        if (mark.milestone == anchor.milestone && mark.anchor == anchor.at) {
            return mark.planned;
        }
    }
    return std::nullopt;
}

// Collects what one anchor has reached: the latest rung, and what it passes over.
class Reached {
 public:
    explicit Reached(const AnchorAt& anchor) : anchor_(anchor) {}

    void add(const Rung& rung, std::int64_t from, std::int64_t to) {
        const RungRule& rule = rung.rule;
        const Instant planned = planned_at(rung, to);
        if (latest_ && planned < latest_->planned) {
            pass_over(rule.id, from, to);
            return;
        }
        if (latest_) {
            pass_over(latest_->rung, latest_from_, latest_->occurrence);
        }
        latest_ = task::RungReached{
            rule.id, static_cast<std::uint32_t>(to), anchor_.milestone, anchor_.at, planned};
        latest_from_ = from;
    }

    void move_into(Plan& plan) {
        if (!latest_) {
            return;
        }
        if (latest_->occurrence > latest_from_) {
            pass_over(latest_->rung, latest_from_, latest_->occurrence - 1);
        }
        plan.reached.push_back(*latest_);
        plan.superseded.insert(plan.superseded.end(), passed_.begin(), passed_.end());
    }

 private:
    void pass_over(const std::string& rung, std::int64_t from, std::int64_t to) {
        passed_.push_back(
            {rung,
             anchor_.milestone,
             static_cast<std::uint32_t>(from),
             static_cast<std::uint32_t>(to)}
        );
    }

    const AnchorAt& anchor_;
    std::optional<task::RungReached> latest_;
    std::int64_t latest_from_ = 0;
    std::vector<task::RungsSuperseded> passed_;
};

// The first occurrence planned after `after`; nothing when there is none.
std::optional<std::int64_t> first_after(const Rung& rung, std::optional<Instant> after) {
    const std::int64_t next = after ? last_occurrence(rung, *after) + 1 : 0;
    return rung.rule.every_days == 0 && next > 0 ? std::nullopt : std::optional(next);
}

}  // namespace

Plan plan(const State& state, const Policy& policy, Instant now) {
    Plan result;
    for (const AnchorAt& anchor : anchors_of(state)) {
        const auto done = dealt_with_until(state, anchor);
        Reached reached(anchor);
        for (const RungRule& rule : policy.rungs) {
            if (rule.anchor != anchor.kind) {
                continue;
            }
            const Rung rung = rung_of(anchor, rule, policy);
            const auto from = first_after(rung, done);
            const std::int64_t to = last_occurrence(rung, now);
            if (from && *from <= to) {
                reached.add(rung, *from, to);
            }
            if (const auto next = first_after(rung, done ? std::max(*done, now) : now)) {
                keep_earliest(result.next, planned_at(rung, *next));
            }
        }
        reached.move_into(result);
    }
    return result;
}

bool may_move_rungs(const State& before, const task::Event& event) {
    if (speaks_by_updates(before)) {
        return true;  // any reported fact moves its anchor
    }

    struct Visit {
        const State& before;

        bool operator()(const task::Described&) const { return false; }

        bool operator()(const task::EvidenceAdded&) const { return false; }

        bool operator()(const task::WaitingOnSet&) const { return false; }

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

std::optional<Instant> next_rung(const State& state, const Policy& policy) {
    std::optional<Instant> earliest;
    for (const AnchorAt& anchor : anchors_of(state)) {
        const auto done = dealt_with_until(state, anchor);
        for (const RungRule& rule : policy.rungs) {
            if (rule.anchor != anchor.kind) {
                continue;
            }
            const Rung rung = rung_of(anchor, rule, policy);
            if (const auto next = first_after(rung, done)) {
                keep_earliest(earliest, planned_at(rung, *next));
            }
        }
    }
    return earliest;
}

}  // namespace dunghan::escalation
