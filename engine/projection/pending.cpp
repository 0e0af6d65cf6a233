// The rows of View::pending: what the next digest of a recipient tells.
#include <algorithm>

#include "engine/projection/projector.h"

namespace dunghan {
namespace {

// A later rung of the same anchor takes the place of the earlier one. Who else was told matters
// only where the rung names roles.
void merge(PendingRow& row, const task::ReminderIssued& event, task::RungReached rung) {
    std::erase_if(row.reached, [&](const task::RungReached& known) {
        return known.milestone == rung.milestone && known.anchor == rung.anchor &&
               known.holder == rung.holder;
    });
    if (rung.to.empty()) {
        rung.silent.clear();
        rung.recipients.clear();
    }
    row.reached.push_back(std::move(rung));
    row.slot = event.slot;
    row.policy = event.policy;
}

}  // namespace

Result<std::optional<PendingRow>*> Projector::pending_row(const std::string& key) {
    const auto changed = pending_.find(key);
    if (changed != pending_.end()) {
        return &changed->second;
    }
    const auto bytes = base_.get(View::pending, key);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    std::optional<PendingRow> row;
    if (*bytes) {
        auto decoded = decode_pending_row(**bytes);
        if (!decoded) {
            return tl::unexpected(decoded.error());
        }
        row = std::move(*decoded);
    }
    return &pending_.emplace(key, std::move(row)).first->second;
}

Result<void> Projector::remind(const StreamId& stream, const task::ReminderIssued& event) {
    for (const task::RungReached& rung : event.reached) {
        for (const std::string& recipient : rung.recipients) {
            const auto found = pending_row(pending_key(recipient, stream));
            if (!found) {
                return tl::unexpected(found.error());
            }
            std::optional<PendingRow>& row = **found;
            if (!row) {
                row.emplace();
            }
            merge(*row, event, rung);
        }
    }
    return {};
}

// A digest tells what was pending under the policies whose slot it is.
Result<void> Projector::forget_pending(const reminder::DigestIssued& told) {
    const auto is_told = [&](const PendingRow& row) {
        const PolicyInForce rules = policy_labelled(row.policy);
        return told.policies.empty() || !rules ||
               std::ranges::count(told.policies, rules.policy->name) > 0;
    };
    const std::string from = pending_key(told.recipient, {});
    std::string to = from;
    to.back() = '\x01';  // the separator is NUL
    std::vector<std::string> keys;
    for (auto row = pending_.lower_bound(from); row != pending_.end() && row->first < to; ++row) {
        keys.push_back(row->first);
    }
    const auto scanned = base_.scan(View::pending, from, to, [&](auto key, auto) {
        keys.emplace_back(key);
        return true;
    });
    if (!scanned) {
        return scanned;
    }
    for (const std::string& key : keys) {
        const auto row = pending_row(key);
        if (!row) {
            return tl::unexpected(row.error());
        }
        if (**row && is_told(***row)) {
            (*row)->reset();
        }
    }
    return {};
}

}  // namespace dunghan
