#include "engine/calendar/difference.h"

#include <gtest/gtest.h>

#include "tests/support/sample_calendar.h"

namespace dunghan {
namespace {

using testing::day_of;
using testing::resolved;
using testing::vn_2026;

CalendarDifference since_2026(const CalendarPublished& after) {
    return CalendarDifference::between(resolved({vn_2026()}), resolved({after}));
}

bool touches(const CalendarDifference& difference, const char* from, const char* to) {
    return difference.touches(day_of(from), day_of(to));
}

TEST(CalendarDifference, TouchesNothingWhenOnlyNamesAndNoticesChanged) {
    CalendarPublished after = vn_2026();
    after.version = 2;
    after.name = "Bản in lại";
    after.days.front().notice = "TB 1";
    after.days.front().kind = DayKind::day_off;
    EXPECT_FALSE(touches(since_2026(after), "2020-01-01", "2030-12-31"));
}

TEST(CalendarDifference, TouchesTheDaysThatAreWorkedInOneOfThemAlone) {
    CalendarPublished after = vn_2026();
    after.days.pop_back();                                                        // 24 November
    after.days.push_back({"2026-12-24", DayKind::day_off, "Hoán đổi", "TB 2"});   // a Thursday
    after.days.push_back({"2026-12-26", DayKind::holiday, "Ngày nghỉ", "TB 2"});  // a Saturday
    const auto difference = since_2026(after);
    EXPECT_FALSE(touches(difference, "2026-01-01", "2026-11-23"));
    EXPECT_TRUE(touches(difference, "2026-11-24", "2026-11-24"));
    EXPECT_FALSE(touches(difference, "2026-11-25", "2026-12-23"));
    EXPECT_TRUE(touches(difference, "2026-12-01", "2026-12-31"));
    EXPECT_FALSE(touches(difference, "2026-12-25", "2026-12-31"));
}

TEST(CalendarDifference, TouchesTheYearsThatOneOfThemAloneHasANoticeFor) {
    CalendarPublished after = vn_2026();
    after.years.front().provisional = true;
    after.years.push_back({2027, "BLLĐ 2019", true});
    const auto difference = since_2026(after);
    EXPECT_TRUE(touches(difference, "2025-12-31", "2026-01-01"));
    EXPECT_TRUE(touches(difference, "2026-12-31", "2027-01-01"));
    EXPECT_FALSE(touches(difference, "2027-01-01", "2027-12-31"));
}

TEST(CalendarDifference, TouchesEveryDayWhenTheWeekOrTheHoursAreOthers) {
    CalendarPublished week = vn_2026();
    week.weekdays = 0b0111111;
    EXPECT_TRUE(touches(since_2026(week), "2026-03-02", "2026-03-02"));
    CalendarPublished hours = vn_2026();
    hours.hours.front().from_minute -= 30;
    EXPECT_TRUE(touches(since_2026(hours), "2026-03-02", "2026-03-02"));
}

}  // namespace
}  // namespace dunghan
