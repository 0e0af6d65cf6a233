// The rows of View::pending: what the next digest of a recipient tells.
#include <algorithm>

#include "engine/projection/projector.h"

namespace dunghan {
namespace {

// A later rung of the same anchor takes the place of the earlier one.
void merge(PendingRow& row, const task::ReminderIssued& event) {
    for (const auto& rung : event.reached) {
        const auto same = [&](const task::RungReached& known) {
            return known.milestone == rung.milestone && known.anchor == rung.anchor;
        };
        std::erase_if(row.reached, same);
        row.reached.push_back(rung);
    }
    row.slot = event.slot;
    row.policy = event.policy;
}

}  // namespace

Result<void> Projector::remind(const StreamId& stream, const task::ReminderIssued& event) {
    for (const std::string& recipient : event.recipients) {
        const std::string key = pending_key(recipient, stream);
        auto changed = pending_.find(key);
        if (changed == pending_.end()) {
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
            changed = pending_.emplace(key, std::move(row)).first;
        }
        if (!changed->second) {
            changed->second.emplace();
        }
        merge(*changed->second, event);
    }
    return {};
}

Result<void> Projector::forget_pending(const std::string& recipient) {
    const std::string from = pending_key(recipient, {});
    std::string to = from;
    to.back() = '\x01';  // the separator is NUL
    for (auto row = pending_.lower_bound(from); row != pending_.end() && row->first < to; ++row) {
        row->second.reset();
    }
    return base_.scan(View::pending, from, to, [this](auto key, auto) {
        pending_[std::string(key)].reset();
        return true;
    });
}

}  // namespace dunghan
