// Due rows -> reminders, and reminders -> digests: the two halves of a slot's round.
#include "engine/base/limits.h"
#include "engine/escalation/plan.h"
#include "engine/runtime/compose.h"
#include "engine/runtime/recipients.h"
#include "engine/runtime/scheduler.h"
#include "engine/task/stream.h"

namespace dunghan {
namespace {

std::string policy_label(const Policy& policy) {
    return policy.name + "/" + std::to_string(policy.version);
}

Request scheduler_request(const StreamId& stream, Command command, const std::string& id) {
    Request request;
    request.stream = stream;
    request.command = std::move(command);
    request.id = command_id_from(id);
    request.correlation = request.id;
    request.actor = "scheduler";
    return request;
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

}  // namespace

// Reminds one bounded batch. True: nothing due is left for this slot.
Result<bool> Scheduler::remind(Instant slot, TickReport& report) {
    Projector& views = engine_.views();
    const Policy& policy = *views.policy();
    const auto due = due_tasks(engine_.store(), due_cursor_, slot);
    if (!due) {
        return tl::unexpected(due.error());
    }
    std::vector<Request> requests;
    for (const DueTask& task : *due) {
        const auto state = views.task(task.stream);
        if (!state) {
            return tl::unexpected(state.error());
        }
        due_cursor_ = task.key;
        escalation::Plan plan = escalation::plan(**state, policy, slot);
        if (plan.reached.empty()) {
            ++report.stale;
            continue;
        }
        task::IssueReminder wish{
            {slot,
             policy_label(policy),
             plan.reached,
             plan.superseded,
             recipients_of(**state, views.directory(), policy, date_at(slot, policy.zone))}};
        const PendingRow row{slot, wish.content.policy, plan.reached};
        Request request = scheduler_request(
            task.stream, task::Command{wish}, "remind|" + reminder_key(task.stream, row)
        );
        request.expected = (*state)->version;
        request.occurred_at = slot;
        requests.push_back(std::move(request));
    }
    report.reminded += requests.size();
    return execute(requests).map([&](const auto&) { return due->size() < limits::due_batch_max; });
}

namespace {

struct PendingDigest {
    std::string recipient;
    std::vector<PendingTask> tasks;  // at most limits::digest_items_max
    std::uint32_t omitted = 0;       // counted, not read
};

constexpr std::size_t rows_per_batch_max = 4096;  // beyond it no further recipient is begun

// All pending rows of the next recipients, whole recipients only.
Result<std::vector<PendingDigest>> pending_digests(
    Projector& views, const Store& store, const std::string& after, bool& more
) {
    std::size_t rows = 0;
    std::vector<PendingDigest> digests;
    std::optional<Error> broken;
    const std::string from = after.empty() ? "" : after + '\x01';  // the separator is NUL
    const auto scanned = store.scan(View::pending, from, {}, [&](auto key, auto value) {
        const auto at = decode_pending_key(key);
        if (!at) {
            broken = at.error();
            return false;
        }
        if (digests.empty() || digests.back().recipient != at->recipient) {
            if (digests.size() == limits::delivery_batch_max || rows >= rows_per_batch_max) {
                more = true;
                return false;
            }
            digests.push_back({at->recipient, {}});
        }
        ++rows;
        if (digests.back().tasks.size() == limits::digest_items_max) {
            ++digests.back().omitted;
            return true;
        }
        const auto row = decode_pending_row(value);
        const auto state = views.task(at->task);
        if (!row || !state) {
            broken = row ? state.error() : row.error();
            return false;
        }
        digests.back().tasks.push_back({at->task, *row, **state});
        return true;
    });
    if (!scanned || broken) {
        return tl::unexpected(broken ? *broken : scanned.error());
    }
    return digests;
}

}  // namespace

// Issues one bounded batch of digests. True: no reminder is left untold.
Result<bool> Scheduler::issue_digests(Instant slot, TickReport& report) {
    Projector& views = engine_.views();
    bool more = false;
    const auto digests = pending_digests(views, engine_.store(), recipient_cursor_, more);
    if (!digests) {
        return tl::unexpected(digests.error());
    }
    std::vector<Request> requests;
    const auto officers = views.officers();
    for (const PendingDigest& pending : *digests) {
        recipient_cursor_ = pending.recipient;
        const StreamId stream{"digest/" + to_rfc3339(slot) + "/" + pending.recipient};
        reminder::DigestIssued digest = compose_digest(
            pending.recipient,
            pending.tasks,
            slot,
            views.directory(),
            *views.policy(),
            settings_.message_domain,
            officers.contains(pending.recipient) ? officers.at(pending.recipient) : "",
            pending.omitted
        );
        Request request = scheduler_request(
            stream, reminder::Command{reminder::IssueDigest{std::move(digest)}}, stream.value
        );
        request.occurred_at = slot;
        requests.push_back(std::move(request));
    }
    report.digests += requests.size();
    return execute(requests).map([&](const auto&) { return !more; });
}

}  // namespace dunghan
