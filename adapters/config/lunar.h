// The Vietnamese lunar calendar: months begin on the day of the new moon in UTC+7, month 11 holds
// the winter solstice, and in a year of thirteen months the first without a major solar term is
// repeated. Near midnight this differs from the Chinese calendar, which asks the same in UTC+8:
// Tết 1985, 2007 and 2030.
//
// Computed by the series of Meeus, Astronomical Algorithms (1998), ch. 25 and 49. Only readers of
// files use it: what enters the log are dates, so that no replay depends on floating point.
// Meant for 1900 to 2199; before 1968 the printed calendars asked in UTC+8 as well.
#pragma once

#include <optional>

#include "engine/base/instant.h"

namespace dunghan {

struct LunarDate {
    int year = 0;  // the solar year in which it begins: Tết 2026 opens 2026
    int month = 0;
    int day = 0;
    bool leap = false;  // the repeated month
    bool operator==(const LunarDate&) const = default;
};

// Nothing: there is no such day (a 30th of a short month, a leap month the year does not have).
[[nodiscard]] std::optional<Date> solar_of(const LunarDate& lunar);
[[nodiscard]] LunarDate lunar_of(Date solar);

}  // namespace dunghan
