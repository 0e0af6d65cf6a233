// The digest: one mail to one recipient in one slot, and what became of it.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "engine/base/instant.h"
#include "engine/task/event.h"

namespace dunghan::reminder {

// One task as the mail tells it: everything is settled here, so that the mail can be made again,
// octet for octet, from this event alone.
struct Item {
    task::Kind kind = task::Kind::plan_task;
    std::string code;
    std::string title;
    std::string item;                  // the numbered item's title for a sub-row; else empty
    std::string holder;                // printed names, joined with "; "
    std::vector<std::string> members;  // resolved names when a group holds it
    std::string verdict;               // task::to_text(Verdict)
    std::string progress;              // task::to_text(Progress)
    std::string stage;
    std::string level;      // of a dossier
    std::string deadline;   // as printed: "Tháng 5/2022"
    std::string milestone;  // label of the milestone meant; else empty
    std::string due;        // last day of the term "2022-05-31"; empty: none
    std::int64_t days_late = 0;
    std::int64_t days_left = 0;     // when not late and a due date is near
    std::int64_t days_silent = 0;   // when it is about no update
    std::string waiting_on;         // printed name of who holds the ball; else empty
    std::string extension_pending;  // "năm 2023"; else empty
    std::string rung;               // the rung that brought it here
    std::string key;                // of the reminder: task, rule version, rung, occurrence, anchor
    std::string promise{};          // the day that was promised and not kept; empty: none
    // Printed names, where the rung names roles: who was told before and did not answer, and who
    // is told of it besides the recipient.
    std::vector<std::string> silent{};
    std::vector<std::string> told{};
    bool operator==(const Item&) const = default;
};

struct DigestIssued {
    std::string recipient;       // agency id, or as in task::RungReached
    std::string recipient_name;  // "Sở Du lịch"
    std::string address;         // where it goes, or "person:ID": that person's, which is sealed;
                                 // the coordinator's when the recipient has none
    std::string redirected;      // why it goes elsewhere than to the recipient; else empty
    Instant slot;
    std::string as_of;                    // local day of the slot, "2022-10-25"
    std::string message_id;               // without brackets: "<64 hex digits>@domain"
    std::vector<Item> items;              // late first, then by code
    std::uint32_t omitted = 0;            // items beyond limits::digest_items_max
    std::vector<std::string> dropped;     // codes reminded of but finished before the mail was made
    std::vector<std::string> policies{};  // names: whose reminders it tells; empty: there was one
    std::string notice{};  // of something that is no task, in whole sentences; empty: none
    bool operator==(const DigestIssued&) const = default;
};

// Written before the attempt begins: an attempt without an outcome is uncertain, never forgotten.
struct DeliveryClaimed {
    std::uint32_t attempt = 1;
    std::string transport;  // "maildir", "smtp"
    bool operator==(const DeliveryClaimed&) const = default;
};

struct DeliverySent {
    std::uint32_t attempt = 1;
    std::string answer;          // the relay's last line (to a person: its numbers), or the file
    std::string message_sha256;  // empty when the mail went to a person
    bool operator==(const DeliverySent&) const = default;
};

struct DeliveryFailed {
    std::uint32_t attempt = 1;
    bool permanent = false;  // true: nobody tries again; a person must look
    std::string answer;
    Instant retry_at;  // when not permanent
    bool operator==(const DeliveryFailed&) const = default;
};

// The relay may have it: sent again with the same Message-ID.
struct DeliveryUncertain {
    std::uint32_t attempt = 1;
    std::string answer;
    Instant retry_at;
    bool operator==(const DeliveryUncertain&) const = default;
};

// All that it tells was finished before an attempt got through: nobody tries any more.
struct DeliveryWithdrawn {
    std::string reason;  // "completed"
    bool operator==(const DeliveryWithdrawn&) const = default;
};

using Event = std::variant<
    DigestIssued,
    DeliveryClaimed,
    DeliverySent,
    DeliveryFailed,
    DeliveryUncertain,
    DeliveryWithdrawn>;

}  // namespace dunghan::reminder
