// Days that come again: a bounded part of the recurrence rules of RFC 5545 (3.3.10). Pure.
//
//   FREQ=DAILY | WEEKLY | MONTHLY | YEARLY
//       always there
//   INTERVAL=1 to 1000
//       every so many days, weeks (from Monday), months, years
//   BYMONTH=1,…,12
//   BYMONTHDAY=1,…,31 or -31,…,-1
//       of the month, or from its end; not with WEEKLY
//   BYDAY=MO,…,SU
//       with MONTHLY and YEARLY also the n-th: 2TU, -1FR
//   COUNT=n or UNTIL=20271231
//       the last day included
//
// Everything else is refused by name: what is not evaluated must not look as if it were. A day that
// a month does not have is passed over, as the RFC wants it: BYMONTHDAY=31 is every other month,
// BYMONTHDAY=-1 each month's last day.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/instant.h"
#include "engine/base/result.h"

namespace dunghan::series {

enum class Frequency : std::uint8_t { daily, weekly, monthly, yearly };

struct RuleDay {
    std::int32_t ordinal =
        0;            // 0: each such day; else the n-th of the month or year, or from its end
    int weekday = 0;  // 0 = Monday
    bool operator==(const RuleDay&) const = default;
};

struct Recurrence {
    Frequency frequency = Frequency::daily;
    std::int32_t interval = 1;
    std::vector<std::int32_t> months;
    std::vector<std::int32_t> month_days;
    std::vector<RuleDay> weekdays;  // all with an ordinal, or none
    std::int32_t count = 0;         // 0: without end
    std::string until;              // "2027-12-31"; empty: without end
    bool operator==(const Recurrence&) const = default;
};

// "FREQ=MONTHLY;BYMONTHDAY=14". Error: invalid, naming the part.
[[nodiscard]] Result<Recurrence> parse_recurrence(std::string_view text);

// The days of [from, to) on which a rule that begins on `start` falls, ascending; of very many the
// first `max`. `start` itself is one of them only when the rule falls on it. Walks from `start` to
// `to` and no further, so that a rule that never falls on any day ends like every other.
[[nodiscard]] std::vector<Date> occurrences(
    const Recurrence& rule, Date start, Date from, Date to, std::size_t max
);

// The same rule as if neither COUNT nor UNTIL ended it.
[[nodiscard]] Recurrence without_end(Recurrence rule);

}  // namespace dunghan::series
