// When whom is told: the slot in which mail leaves, and the ladder of rungs. Enters through the
// log.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/instant.h"

namespace dunghan {

// What a rung counts from. DO NOT CHANGE THE VALUES: stored in views.
enum class Anchor : std::uint8_t {
    due = 1,      // the due instant of an unmet milestone
    start = 2,    // the end of a missed start window
    update = 3,   // the last reported fact of an open task without a due date
    missing = 4,  // the moment a report was recorded as missing
};

struct RungRule {
    std::string id;  // "before-7d"
    Anchor anchor = Anchor::due;
    std::int32_t offset_days = 0;  // calendar days after the anchor; negative: before
    std::int32_t every_days = 0;   // 0: once; else again each so many days
    // 1 = Monday to 7: moved to the next such day, so that the weekly reminders of all tasks come
    // in one mail; every_days is then 0 or whole weeks. 0: as it falls.
    std::int32_t weekday = 0;
    bool operator==(const RungRule&) const = default;
};

struct Slot {
    std::int32_t at_minute = 8 * 60;      // local; digests are made at this minute
    std::int32_t until_minute = 17 * 60;  // a late round may still run before this minute
    std::uint8_t weekdays = 0b0011111;    // bit 0 = Monday
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
    bool operator==(const PolicyPublished&) const = default;
};

using Policy = PolicyPublished;

struct PublishPolicy {
    PolicyPublished content;
};

// The first slot that begins at or after `at`; the last that began at or before it.
[[nodiscard]] Instant slot_at_or_after(Instant at, const Policy& policy);
[[nodiscard]] Instant slot_at_or_before(Instant at, const Policy& policy);

// True while mail of the day's slot may leave.
[[nodiscard]] bool slot_is_open(Instant at, const Policy& policy);

}  // namespace dunghan
