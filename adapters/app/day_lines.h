// A term day by day, for people.
#pragma once

#include <string>
#include <vector>

#include "engine/deadline/explain.h"

namespace dunghan::app {

// "T3 24/11/2026": as Vietnamese calendars name days.
[[nodiscard]] std::string day_words(Date date);

// "07:30" of the minute of a day.
[[nodiscard]] std::string time_words(std::int32_t minute);

// "Ngày Văn hóa Việt Nam (NQ 28/2026/QH16)", "nghỉ hằng tuần"; a weekday of the weekly rule: "".
[[nodiscard]] std::string day_reason(const Day& day);

// A table: the day, its place in the count, why it counts or does not. `unit` of the term.
[[nodiscard]] std::string day_lines_text(const std::vector<DayLine>& lines, BudgetUnit unit);

}  // namespace dunghan::app
