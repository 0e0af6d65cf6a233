// A digest as releases up to 0.2.0 issued it: of one policy, without promises and roles.
#pragma once

#include <string>
#include <tuple>
#include <vector>

#include "engine/codec/reminder_fields.h"
#include "engine/codec/schema.h"

namespace dunghan {

namespace digest_v1 {

struct Item {
    task::Kind kind = task::Kind::plan_task;
    std::string code;
    std::string title;
    std::string item;
    std::string holder;
    std::vector<std::string> members;
    std::string verdict;
    std::string progress;
    std::string stage;
    std::string level;
    std::string deadline;
    std::string milestone;
    std::string due;
    std::int64_t days_late = 0;
    std::int64_t days_left = 0;
    std::int64_t days_silent = 0;
    std::string waiting_on;
    std::string extension_pending;
    std::string rung;
    std::string key;
};

struct Issued {
    std::string recipient;
    std::string recipient_name;
    std::string address;
    std::string redirected;
    Instant slot;
    std::string as_of;
    std::string message_id;
    std::vector<Item> items;
    std::uint32_t omitted = 0;
    std::vector<std::string> dropped;
};

}  // namespace digest_v1

template <>
inline constexpr auto fields<digest_v1::Item> = std::tuple{
    field("code", &digest_v1::Item::code),
    field("days_late", &digest_v1::Item::days_late),
    field("days_left", &digest_v1::Item::days_left),
    field("days_silent", &digest_v1::Item::days_silent),
    field("deadline", &digest_v1::Item::deadline),
    field("due", &digest_v1::Item::due),
    field("extension_pending", &digest_v1::Item::extension_pending),
    field("holder", &digest_v1::Item::holder),
    field("item", &digest_v1::Item::item),
    field("key", &digest_v1::Item::key),
    field("kind", &digest_v1::Item::kind),
    field("level", &digest_v1::Item::level),
    field("members", &digest_v1::Item::members),
    field("milestone", &digest_v1::Item::milestone),
    field("progress", &digest_v1::Item::progress),
    field("rung", &digest_v1::Item::rung),
    field("stage", &digest_v1::Item::stage),
    field("title", &digest_v1::Item::title),
    field("verdict", &digest_v1::Item::verdict),
    field("waiting_on", &digest_v1::Item::waiting_on)};

template <>
inline constexpr auto fields<digest_v1::Issued> = std::tuple{
    field("address", &digest_v1::Issued::address),
    field("as_of", &digest_v1::Issued::as_of),
    field("dropped", &digest_v1::Issued::dropped),
    field("items", &digest_v1::Issued::items),
    field("message_id", &digest_v1::Issued::message_id),
    field("omitted", &digest_v1::Issued::omitted),
    field("recipient", &digest_v1::Issued::recipient),
    field("recipient_name", &digest_v1::Issued::recipient_name),
    field("redirected", &digest_v1::Issued::redirected),
    field("slot", &digest_v1::Issued::slot)};

template <>
struct EventSchema<reminder::DigestIssued> {
    static constexpr std::uint16_t newest = 2;
    using Older = digest_v1::Issued;

    static reminder::Item from_older(const digest_v1::Item& old) {
        return {old.kind,        old.code,       old.title,
                old.item,        old.holder,     old.members,
                old.verdict,     old.progress,   old.stage,
                old.level,       old.deadline,   old.milestone,
                old.due,         old.days_late,  old.days_left,
                old.days_silent, old.waiting_on, old.extension_pending,
                old.rung,        old.key};
    }

    static reminder::DigestIssued from_older(const Older& old) {
        reminder::DigestIssued issued{
            old.recipient,
            old.recipient_name,
            old.address,
            old.redirected,
            old.slot,
            old.as_of,
            old.message_id,
            {},
            old.omitted,
            old.dropped};
        for (const digest_v1::Item& item : old.items) {
            issued.items.push_back(from_older(item));
        }
        return issued;
    }
};

}  // namespace dunghan
