// Reminders -> digests: the second half of a slot's round.
#include "engine/base/limits.h"
#include "engine/person/stream.h"
#include "engine/runtime/check_outcomes.h"
#include "engine/runtime/compose.h"
#include "engine/runtime/scheduler.h"

namespace dunghan {
namespace {

struct PendingDigest {
    std::string recipient;
    std::vector<PendingTask> tasks;  // at most limits::digest_items_max
    std::uint32_t omitted = 0;       // counted, not read
};

constexpr std::size_t rows_per_batch_max = 4096;  // beyond it no further recipient is begun

// The pending rows of the next recipients that this round tells, whole recipients only.
class PendingDigests {
 public:
    PendingDigests(Projector& views, const Store& store, const Round& round)
        : views_(views), store_(store), round_(round) {}

    Result<std::vector<PendingDigest>> after(const std::string& recipient) {
        const std::string from = recipient.empty() ? "" : recipient + '\x01';  // behind its NUL
        const auto scanned = store_.scan(View::pending, from, {}, [&](auto key, auto value) {
            const auto at = decode_pending_key(key);
            auto row = decode_pending_row(value);
            if (!at || !row) {
                broken_ = at ? row.error() : at.error();
                return false;
            }
            return add(*at, std::move(*row));
        });
        if (!scanned || broken_) {
            return tl::unexpected(broken_ ? *broken_ : scanned.error());
        }
        return std::move(digests_);
    }

    // A further recipient is left.
    [[nodiscard]] bool more() const { return more_; }

 private:
    bool add(const PendingKey& at, PendingRow row) {
        const PolicyInForce rules = views_.policy_labelled(row.policy);
        if (!rules || !round_.policies.contains(rules.policy->name)) {
            return true;  // another slot tells it
        }
        if (digests_.empty() || digests_.back().recipient != at.recipient) {
            if (digests_.size() == limits::delivery_batch_max || rows_ >= rows_per_batch_max) {
                more_ = true;
                return false;
            }
            digests_.push_back({at.recipient, {}});
        }
        ++rows_;
        if (digests_.back().tasks.size() == limits::digest_items_max) {
            ++digests_.back().omitted;
            return true;
        }
        const auto state = views_.task(at.task);
        if (!state) {
            broken_ = state.error();
            return false;
        }
        digests_.back().tasks.push_back({at.task, std::move(row), **state, rules.policy});
        return true;
    }

    Projector& views_;
    const Store& store_;
    const Round& round_;
    std::vector<PendingDigest> digests_;
    std::size_t rows_ = 0;
    bool more_ = false;
    std::optional<Error> broken_;
};

// Who answers for the recipient and has an address; empty: nobody.
std::string officer_of(const std::string& recipient, const Officers& officers) {
    if (const auto person = person::referred_to(recipient)) {
        return *person;
    }
    const auto officer = officers.find(recipient);
    return officer == officers.end() ? "" : officer->second;
}

}  // namespace

// Issues one bounded batch of digests. True: no reminder of this round is left untold.
Result<bool> Scheduler::issue_digests(const Round& round, TickReport& report) {
    Projector& views = engine_.views();
    PendingDigests pending(views, engine_.store(), round);
    const auto digests = pending.after(recipient_cursor_);
    if (!digests) {
        return tl::unexpected(digests.error());
    }
    const Officers officers = views.officers();
    const auto policies = views.policies().all();
    std::vector<Request> requests;
    for (const PendingDigest& each : *digests) {
        recipient_cursor_ = each.recipient;
        reminder::DigestIssued digest = compose_digest(
            each.recipient,
            each.tasks,
            round.slot,
            views.directory(),
            *policies.front().policy,
            settings_.message_domain,
            officer_of(each.recipient, officers),
            each.omitted
        );
        if (policies.size() > 1) {
            digest.policies.assign(round.policies.begin(), round.policies.end());
        }
        Request request;
        request.stream = {"digest/" + to_rfc3339(round.slot) + "/" + each.recipient};
        request.id = command_id_from(request.stream.value);
        request.correlation = request.id;
        request.actor = "scheduler";
        request.occurred_at = round.slot;
        request.command = reminder::Command{reminder::IssueDigest{std::move(digest)}};
        requests.push_back(std::move(request));
    }
    report.digests += requests.size();
    return check_outcomes(engine_.execute(requests)).map([&] { return !pending.more(); });
}

}  // namespace dunghan
