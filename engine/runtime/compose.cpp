#include "engine/runtime/compose.h"

#include <algorithm>

#include "engine/base/code_order.h"
#include "engine/base/limits.h"
#include "engine/base/sha256.h"
#include "engine/directory/recipient.h"
#include "engine/person/stream.h"
#include "engine/runtime/recipients.h"
#include "engine/task/judge.h"
#include "engine/task/milestones.h"

namespace dunghan {
namespace {

using task::Verdict;

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
    std::string text;
    for (const std::string& part : parts) {
        text += text.empty() ? part : std::string(separator) + part;
    }
    return text;
}

// The people behind the groups among the holders, as printed names.
std::vector<std::string> members_of(
    const task::State& state, const Directory& directory, Date day
) {
    std::vector<std::string> names;
    for (const Party& party : state.description.value.holders) {
        if (party.kind != PartyKind::group) {
            continue;
        }
        // Nobody to name: the mail goes to the coordinator, who sees the group's own name.
        const auto members = directory.members_at(party.id, day);
        for (const std::string& member : members.value_or(std::vector<std::string>{})) {
            names.push_back(directory.name_of({PartyKind::agency, member}));
        }
    }
    return names;
}

class ItemOf {
 public:
    ItemOf(
        const PendingTask& pending,
        Instant slot,
        const Directory& directory,
        const std::string& recipient
    )
        : pending_(pending),
          state_(pending.state),
          slot_(slot),
          directory_(directory),
          policy_(*pending.policy),
          recipient_(recipient) {}

    reminder::Item item() {
        describe();
        judge();
        name_people();
        say_how_it_climbed();
        item_.rung = pending_.row.reached.empty() ? "" : pending_.row.reached.back().rung;
        item_.key = reminder_key(pending_.stream, pending_.row);
        return item_;
    }

 private:
    void describe() {
        const task::Description& description = state_.description.value;
        item_.kind = state_.kind;
        item_.code = state_.code;
        item_.title = description.title;
        item_.item = description.item;
        item_.level = description.level;
        item_.stage = state_.progress.value.stage;
        item_.progress = task::to_text(state_.progress.value.progress);
    }

    void judge() {
        const task::Judgement judgement =
            task::judge(state_, slot_, policy_.zone, policy_.due_soon_days);
        item_.verdict = task::to_text(judgement.verdict);
        item_.days_late = judgement.days_late;
        item_.days_left = judgement.days_left.value_or(0);
        item_.extension_pending = judgement.extension_pending;
        if (judgement.milestone >= 0) {
            const Milestone shown = shown_milestone(judgement);
            // A sub-row is titled by its only milestone: said once is enough.
            item_.milestone = shown.label == item_.title ? "" : shown.label;
            item_.deadline = shown.raw;
        }
        if (judgement.due_before) {
            item_.due = to_iso(date_at(plus_ms(*judgement.due_before, -1), policy_.zone));
        }
        if (judgement.verdict == Verdict::no_due_date || judgement.verdict == Verdict::undecided) {
            item_.days_silent = days_between(
                date_at(state_.last_update, policy_.zone), date_at(slot_, policy_.zone)
            );
        }
    }

    Milestone shown_milestone(const task::Judgement& judgement) const {
        const auto number = static_cast<std::uint32_t>(judgement.milestone);
        return task::milestone_of(state_, number).value_or(Milestone{});
    }

    void name_people() {
        std::vector<std::string> holders;
        const Date day = date_at(slot_, policy_.zone);
        for (const Party& party : state_.description.value.holders) {
            holders.push_back(directory_.name_at(party, day));
        }
        item_.holder = join(holders, "; ");
        item_.members = members_of(state_, directory_, day);
        if (state_.waiting_on.stated() && state_.waiting_on.value.party) {
            item_.waiting_on = directory_.name_of(*state_.waiting_on.value.party);
        }
    }

    // What the recipient is not told of themselves: that they were silent, that they were told.
    void say_how_it_climbed() {
        for (const task::RungReached& rung : pending_.row.reached) {
            if (!rung.promise.empty()) {
                item_.promise = rung.promise;
            }
            name_others(item_.silent, rung.silent);
            name_others(item_.told, rung.recipients);
        }
    }

    void name_others(std::vector<std::string>& names, const std::vector<std::string>& ids) {
        for (const std::string& id : ids) {
            std::string name = recipient_name(id, directory_);
            if (id != recipient_ && std::ranges::find(names, name) == names.end()) {
                names.push_back(std::move(name));
            }
        }
    }

    const PendingTask& pending_;
    const task::State& state_;
    Instant slot_;
    const Directory& directory_;
    const Policy& policy_;
    const std::string& recipient_;
    reminder::Item item_;
};

bool told_before(const reminder::Item& a, const reminder::Item& b) {
    const bool a_late = a.days_late > 0;
    const bool b_late = b.days_late > 0;
    if (a_late != b_late) {
        return a_late;
    }
    if (a.kind != b.kind) {
        return a.kind < b.kind;
    }
    return code_before(a.code, b.code);
}

// The same reminders to the same recipient in the same slot have the same id, on every attempt.
std::string message_id_of(const reminder::DigestIssued& digest, const std::string& domain) {
    std::string text = "mail\n" + digest.recipient + "\n" + to_rfc3339(digest.slot);
    for (const reminder::Item& item : digest.items) {
        text += "\n" + item.key;
    }
    return to_hex(sha256(text)) + "@" + domain;
}

}  // namespace

void address_to_agency(
    reminder::DigestIssued& digest, const Directory& directory, const Policy& policy
) {
    const auto [agency, role] = recipient_from(digest.recipient);
    digest.recipient_name = recipient_name(digest.recipient, directory);
    digest.address = directory.contact(agency, role);
    if (!digest.address.empty()) {
        return;
    }
    const Agency* coordinator = directory.agency(policy.coordinator);
    digest.address = coordinator ? coordinator->email : "";
    digest.redirected = digest.recipient_name + " chưa có địa chỉ thư trong danh bạ";
}

std::string reminder_key(const StreamId& task, const PendingRow& row) {
    std::string key = task.value + "|" + row.policy;
    for (const task::RungReached& rung : row.reached) {
        key += "|" + rung.rung + "#" + std::to_string(rung.occurrence) + "@" +
               std::to_string(rung.milestone) + "=" + to_rfc3339(rung.anchor);
        key += rung.holder.empty() ? "" : "~" + rung.holder;
    }
    return key;
}

reminder::DigestIssued compose_digest(
    const std::string& recipient,
    const std::vector<PendingTask>& tasks,
    Instant slot,
    const Directory& directory,
    const Policy& policy,
    const std::string& message_domain,
    const std::string& officer,
    std::uint32_t omitted
) {
    reminder::DigestIssued digest;
    digest.omitted = omitted;
    digest.recipient = recipient;
    digest.slot = slot;
    digest.as_of = to_iso(date_at(slot, policy.zone));
    address_to_agency(digest, directory, policy);
    if (!officer.empty()) {
        digest.address = person::reference_to(officer);
        digest.redirected.clear();
    }
    for (const PendingTask& pending : tasks) {
        if (task::is_open(pending.state)) {
            digest.items.push_back(ItemOf(pending, slot, directory, recipient).item());
        } else {
            digest.dropped.push_back(pending.state.code);
        }
    }
    std::sort(digest.items.begin(), digest.items.end(), told_before);
    digest.message_id = message_id_of(digest, message_domain);
    return digest;
}

}  // namespace dunghan
