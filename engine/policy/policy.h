// When whom is told: the slot in which mail leaves, and the ladder of rungs. Enters through the
// log.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/instant.h"
#include "engine/directory/role.h"

namespace dunghan {

// What a rung counts from. DO NOT CHANGE THE VALUES: stored in views.
enum class Anchor : std::uint8_t {
    due = 1,      // the due instant of an unmet milestone
    start = 2,    // the end of a missed start window
    update = 3,   // the last reported fact of an open task without a due date
    missing = 4,  // the moment a report was recorded as missing
};

// What a rung counts in. DO NOT CHANGE THE VALUES: stored.
enum class RungUnit : std::uint8_t {
    days = 1,           // calendar days, from the anchor's instant
    working_days = 2,   // of the policy's calendar, from the last day of the term: "T-3", "T+1"
    working_hours = 3,  // inside its hours, from the anchor's instant
};

struct RungRule {
    std::string id;  // "before-7d"
    Anchor anchor = Anchor::due;
    std::int32_t offset = 0;  // units after the anchor; negative: before
    std::int32_t every = 0;   // 0: once; else again each so many units
    // 1 = Monday to 7, of days only: moved to the next such day, so that the weekly reminders of
    // all tasks come in one mail; `every` is then 0 or whole weeks. 0: as it falls.
    std::int32_t weekday = 0;
    RungUnit unit = RungUnit::days;
    std::int32_t max = 0;    // times it is repeated after the first; 0: without end
    std::vector<Role> to{};  // whom it tells; empty: whoever holds the ball
    // Each of those who hold the ball must acknowledge: it is repeated to those who have not.
    bool everyone = false;
    bool operator==(const RungRule&) const = default;
};

struct Slot {
    std::int32_t at_minute = 8 * 60;      // local; digests are made at this minute
    std::int32_t until_minute = 17 * 60;  // a late round may still run before this minute
    std::uint8_t weekdays = 0b0011111;    // bit 0 = Monday; 0: the working days of the calendar
    bool operator==(const Slot&) const = default;
};

struct PolicyPublished {
    std::string name = "default";
    std::uint32_t version = 1;
    Zone zone;
    Slot slot;
    std::int32_t due_soon_days = 7;
    std::string coordinator;  // agency id: the desk for groups and unknown holders
    std::vector<RungRule> rungs;
    std::string calendar{};  // id; empty: none, the slot's weekdays and minutes are worked
    // Working days a ladder rests on an acknowledgement that promises no day.
    std::int32_t rest_days = 2;
    bool operator==(const PolicyPublished&) const = default;
};

using Policy = PolicyPublished;

struct PublishPolicy {
    PolicyPublished content;
};

}  // namespace dunghan
