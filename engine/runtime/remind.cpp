// Due rows -> reminders: the first half of a slot's round.
#include <algorithm>

#include "engine/base/limits.h"
#include "engine/escalation/plan.h"
#include "engine/runtime/check_outcomes.h"
#include "engine/runtime/compose.h"
#include "engine/runtime/recipients.h"
#include "engine/runtime/scheduler.h"
#include "engine/task/judge.h"
#include "engine/task/workflow.h"

namespace dunghan {
namespace {

std::string policy_label(const Policy& policy) {
    return policy.name + "/" + std::to_string(policy.version);
}

bool tells(const task::ReminderIssued& reminder) {
    return reminder.muted_by.empty() && reminder.overtaken_by.empty();
}

// The same rungs are told, noted as muted, or as overtaken, once.
Request remind_request(
    const StreamId& stream, const task::State& state, task::ReminderIssued reminder
) {
    const PendingRow row{reminder.slot, reminder.policy, reminder.reached};
    const std::string act = tells(reminder)             ? "remind|"
                            : reminder.muted_by.empty() ? "overtake|"
                                                        : "mute|";
    Request request;
    request.stream = stream;
    request.id = command_id_from(act + reminder_key(stream, row));
    request.correlation = request.id;
    request.actor = "scheduler";
    request.expected = state.version;
    request.occurred_at = reminder.slot;
    request.command = task::Command{task::IssueReminder{std::move(reminder)}};
    return request;
}

const task::ReminderIssued& reminder_in(const Request& request) {
    return std::get<task::IssueReminder>(std::get<task::Command>(request.command)).content;
}

struct DueTask {
    std::string key;
    StreamId stream;
};

Result<std::vector<DueTask>> due_tasks(const Store& store, const std::string& after, Instant slot) {
    std::vector<DueTask> due;
    std::optional<Error> broken;
    const auto scanned =
        store.scan(View::due, after, timed_key(plus_ms(slot, 1), {}), [&](auto key, auto) {
            if (key == after) {
                return true;
            }
            const auto row = decode_timed_key(key);
            if (!row) {
                broken = row.error();
                return false;
            }
            due.push_back({std::string(key), row->stream});
            return due.size() < limits::due_batch_max;
        });
    if (!scanned || broken) {
        return tl::unexpected(broken ? *broken : scanned.error());
    }
    return due;
}

// That these rungs were reached while the parent was late is known already.
bool is_noted(const task::State& state, const task::ReminderIssued& reminder) {
    return std::ranges::all_of(reminder.reached, [&](const task::RungReached& rung) {
        return std::ranges::any_of(state.course->muted, [&](const task::HolderMark& each) {
            return each.holder == rung.holder && each.mark.milestone == rung.milestone &&
                   each.mark.anchor == rung.anchor && each.mark.planned >= rung.planned;
        });
    });
}

void tell_troubles(
    const std::vector<Request>& requests, const std::vector<Outcome>& outcomes, TickReport& report
) {
    for (std::size_t i = 0; i < requests.size(); ++i) {
        const task::ReminderIssued& reminder = reminder_in(requests[i]);
        report.reminded += tells(reminder) ? 1 : 0;
        if (!outcomes[i]) {
            continue;  // the task has moved on
        }
        for (const task::Unresolved& missing : reminder.unresolved) {
            report.troubles.push_back(
                requests[i].stream.value + ": " + missing.why + "; " + missing.instead +
                " is told instead"
            );
        }
    }
}

}  // namespace

// The parent's stream id when it is late itself. Empty: there is none, or it is not.
Result<std::string> Scheduler::muted_by(
    const task::State& state, const Policy& policy, Instant slot
) {
    const std::string parent = task::parent_of(state);
    if (parent.empty()) {
        return parent;
    }
    return engine_.views().task({parent}).map([&](const task::State* found) {
        const bool late =
            found->exists() && task::is_late(task::judge(*found, slot, policy.zone).verdict);
        return late ? parent : std::string();
    });
}

// What a due task asks for in this round: to tell somebody, or to note that nobody is told.
// Nothing: it is another policy's slot, or there is nothing that was not noted before.
Result<std::optional<task::ReminderIssued>> Scheduler::reminder_of(
    const task::State& state, const Round& round, const Officers& officers, TickReport& report
) {
    const Projector& views = engine_.views();
    const auto [policy, calendar] = views.policy_of(state);
    if (policy == nullptr || !round.policies.contains(policy->name)) {
        return std::nullopt;
    }
    escalation::Plan plan = escalation::plan(state, *policy, *calendar, round.slot);
    if (plan.reached.empty()) {
        ++report.stale;
        return std::nullopt;
    }
    task::ReminderIssued reminder{
        round.slot, policy_label(*policy), std::move(plan.reached), std::move(plan.superseded)};
    if (!task::is_open(state)) {
        reminder.overtaken_by = state.cancelled.stated() ? "cancelled" : "completed";
        return std::optional(std::move(reminder));
    }
    auto parent = muted_by(state, *policy, round.slot);
    if (!parent) {
        return tl::unexpected(parent.error());
    }
    if (!parent->empty()) {
        ++report.muted;
        reminder.muted_by = std::move(*parent);
        reminder.superseded.clear();  // the next slot finds them again
        return is_noted(state, reminder) ? std::nullopt : std::optional(std::move(reminder));
    }
    const Date day = date_at(round.slot, policy->zone);
    resolve_recipients(reminder, state, *policy, {views.directory(), officers, day});
    return std::optional(std::move(reminder));
}

// Reminds one bounded batch. True: nothing due is left for this slot.
Result<bool> Scheduler::remind(const Round& round, TickReport& report) {
    Projector& views = engine_.views();
    const auto due = due_tasks(engine_.store(), due_cursor_, round.slot);
    if (!due) {
        return tl::unexpected(due.error());
    }
    report.looked += due->size();
    const Officers officers = views.officers();
    std::vector<Request> requests;
    for (const DueTask& task : *due) {
        const auto state = views.task(task.stream);
        if (!state) {
            return tl::unexpected(state.error());
        }
        due_cursor_ = task.key;
        auto reminder = reminder_of(**state, round, officers, report);
        if (!reminder) {
            return tl::unexpected(reminder.error());
        }
        if (*reminder) {
            requests.push_back(remind_request(task.stream, **state, *std::move(*reminder)));
        }
    }
    const auto outcomes = engine_.execute(requests);
    tell_troubles(requests, outcomes, report);
    if (const auto checked = check_outcomes(outcomes); !checked) {
        return tl::unexpected(checked.error());
    }
    return due->size() < limits::due_batch_max;
}

}  // namespace dunghan
