// Why a term ends when it does, day by day. Walks where compute_due calculates, so that the one
// holds the other to account.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/deadline/due.h"

namespace dunghan {

// DO NOT CHANGE THE NAMES (to_text): they stand in certificates.
enum class Why {
    first_day,   // not counted: the day of the anchor
    counted,     // counts
    not_worked,  // not counted: nobody works; `day` says whether a rest day, a holiday, a day off
    paused,      // not counted: the clock stood still
    printed,     // the date itself
    rolled,      // not counted: the term ended before it on a day nobody works
};

[[nodiscard]] std::string_view to_text(Why why);

struct DayLine {
    Date date;
    Why why = Why::counted;
    // Days counted so far, this one included; for working_hours whole minutes. The days of a term
    // in weeks or months are counted one by one.
    std::int64_t so_far = 0;
    Day day;
    bool operator==(const DayLine&) const = default;
};

inline constexpr std::size_t day_lines_max = 40'000;  // a century: nobody reads on

// From the day of the anchor (of a printed term: from its date) to the day the term ends on.
// Errors: those of compute_due; limit_exceeded beyond day_lines_max.
[[nodiscard]] Result<std::vector<DayLine>> explain_due(
    const TermRule& rule,
    Instant anchor,
    const std::vector<Pause>& pauses,
    const Calendar& calendar,
    const Zone& zone
);

}  // namespace dunghan
