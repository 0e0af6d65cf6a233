// A period's tasks, before they are assigned. Pure: the series, the directory and the calendars say
// it, and all of them enter through the log.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/calendar/working_time.h"
#include "engine/definition/definition.h"
#include "engine/directory/directory.h"
#include "engine/series/period.h"

namespace dunghan::series {

struct Duty {
    std::string code;    // "bc-2026-11-so-du-lich"
    std::string title;   // "Báo cáo chuyển đổi số tháng 11/2026"
    std::string member;  // agency id: whose duty it is, whatever becomes of the agency
    TermRule rule;       // the series' own, or the definition's that counts from there
    Reckoning reckoning;
    Instant opens;  // the beginning of the period's first day
    bool operator==(const Duty&) const = default;
};

// The calendar that counts the terms of an agency; null: none is published.
using CalendarOf = std::function<const Calendar*(const Agency&)>;

// In the order of the directory. Membership counts on the period's first day. `definition`: the one
// the series names; null: it names none. Rejections, for a person's desk: no_such_group,
// group_without_members, no_such_agency (the holder is unknown, or gone without a successor),
// no_calendar, no_such_term (the definition begins without one), bad_term.
[[nodiscard]] Decision<std::vector<Duty>> duties(
    const Series& series,
    const Period& period,
    const Directory& directory,
    const Definition* definition,
    const CalendarOf& calendar_of,
    const Zone& zone
);

// The same code as duties() gives, also for members of other days.
[[nodiscard]] std::string code_of(
    const Series& series, const Period& period, const std::string& member
);

}  // namespace dunghan::series
