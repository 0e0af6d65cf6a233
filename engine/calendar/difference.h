// Where two calendars disagree: what a correction changed. A count that looks at none of these days
// comes out alike in both.
#pragma once

#include <vector>

#include "engine/calendar/working_time.h"

namespace dunghan {

class CalendarDifference {
 public:
    [[nodiscard]] static CalendarDifference between(const Calendar& before, const Calendar& after);

    // Whether a day of [from, to] is worked in one of them alone, has other hours, or is in a year
    // that only one of them has a notice for.
    [[nodiscard]] bool touches(Date from, Date to) const;

 private:
    bool every_day_ = false;           // another week, or other hours
    std::vector<Date> days_;           // ascending
    std::vector<std::int32_t> years_;  // ascending
};

}  // namespace dunghan
