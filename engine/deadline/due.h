// A term -> its due instant, and the days that lead there. Pure: the rule, the anchor, the pauses,
// the calendar and the zone decide, and all of them enter through the log.
//
//   days            the first day is not counted (Civil Code 2015, art. 147); a term ends when its
//                   last day does (art. 148), so `due_before` is the start of the day after
//   weeks, months   end on the same weekday, on the same day of the month or on the month's last
//   working_days    as days, counting those the calendar works
//   working_hours   begin at the anchor itself and run inside the calendar's hours
//
// Pauses shift by what they take: a pause of k working days moves a term of working days by k, of k
// calendar days one of days, weeks or months by k, and hours stand still in between. The day a
// pause begins on is paused, the day it ends on is not; one that begins and ends on one day takes
// no day. A term in days that ends on a day nobody works, or that is paused, rolls where its rule
// says so. A printed term is a date: it rolls, but no pause moves it.
#pragma once

#include <vector>

#include "engine/base/instant.h"
#include "engine/base/result.h"
#include "engine/calendar/working_time.h"
#include "engine/deadline/term.h"

namespace dunghan {

inline constexpr std::int32_t budget_amount_max = 10'000;

struct Due {
    Instant due_before;        // overdue when now >= due_before
    bool provisional = false;  // rests on a year without a notice
    bool operator==(const Due&) const = default;
};

// Errors: invalid (a budget outside 1 to budget_amount_max, a printed form without a due date, a
// term that ends after the year 9998).
[[nodiscard]] Result<Due> compute_due(
    const TermRule& rule,
    Instant anchor,
    const std::vector<Pause>& pauses,
    const Calendar& calendar,
    const Zone& zone
);

// The days a calendar is asked about to compute a term, of which `due` is the end: whatever else it
// says, the end is the same.
struct DaySpan {
    Date from;
    Date to;
    bool operator==(const DaySpan&) const = default;
};

[[nodiscard]] DaySpan days_asked(
    const TermRule& rule, Instant anchor, Instant due_before, const Zone& zone
);

// What the calculation and its explanation both begin with.

// The days a pause takes: those after `after` up to and including `until`.
struct DayPause {
    Date after;
    Date until;
};

// Of the pauses that take a day; by `after`.
[[nodiscard]] std::vector<DayPause> paused_days(const std::vector<Pause>& pauses, const Zone& zone);

// The last day without pauses and roll: printed, or so many days, weeks or months after `first`.
// Error: invalid (a printed form without a due date).
[[nodiscard]] Result<Date> nominal_last_day(const TermRule& rule, Date first, const Zone& zone);

}  // namespace dunghan
