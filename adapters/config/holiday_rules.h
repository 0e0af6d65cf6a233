// Rules that name a day of every year -> the days of the years a file is written for. For
// adapters/config only.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/base/instant.h"
#include "engine/calendar/calendar.h"

#include "adapters/config/yaml.h"

namespace dunghan {

struct HolidayRule {
    yaml::Value at;  // the day as it stands in the file, for complaints
    std::string name;
    std::string notice;
    bool lunar = false;
    int month = 0;
    int day = 0;
    std::vector<int> adjacent;        // days beside it that are off as well: -1 is the one before
    std::vector<std::int32_t> years;  // it holds in
    std::string make_up;              // what gives a day in lieu when it is a rest day; or empty
};

using DaysByDate = std::map<Date, CalendarDay>;

// Adds the days of `rules` to those a file names one by one, which win. Then each holiday on a rest
// day whose rule makes up gives the next working day off that is not off yet. `weekdays` is the
// weekly rule, bit 0 = Monday. Complains at the rule whose day is not in a year, or is another's.
void expand(const std::vector<HolidayRule>& rules, std::uint8_t weekdays, DaysByDate& days);

}  // namespace dunghan
