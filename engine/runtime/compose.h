// A recipient's pending reminders -> the digest that tells them. Pure.
#pragma once

#include <string>
#include <vector>

#include "engine/codec/rows.h"
#include "engine/directory/directory.h"
#include "engine/policy/policy.h"
#include "engine/reminder/event.h"

namespace dunghan {

struct PendingTask {
    StreamId stream;
    PendingRow row;
    task::State state;
    const Policy* policy;  // that reminds of it
};

// The key of one reminder: (task, rule version, rung, occurrence, milestone, anchor), and the
// holder where one alone is told.
[[nodiscard]] std::string reminder_key(const StreamId& task, const PendingRow& row);

// To the recipient's own address in the directory, else to the coordinator's, saying why.
void address_to_agency(
    reminder::DigestIssued& digest, const Directory& directory, const Policy& policy
);

// `policy`: whose coordinator and zone count for the mail as a whole.
// `officer`: who answers for the recipient and has an address of their own, empty when nobody does;
// the digest refers to the person, and only the sender learns the address.
// Tasks finished since they were reminded of are listed in `dropped`, not told. With nothing left
// to tell, `items` is empty and no mail is owed.
[[nodiscard]] reminder::DigestIssued compose_digest(
    const std::string& recipient,
    const std::vector<PendingTask>& tasks,
    Instant slot,
    const Directory& directory,
    const Policy& policy,
    const std::string& message_domain,
    const std::string& officer,
    std::uint32_t omitted = 0  // pending tasks beyond limits::digest_items_max
);

}  // namespace dunghan
