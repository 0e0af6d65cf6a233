#include "adapters/config/lunar.h"

#include <gtest/gtest.h>
#include <map>
#include <string>

namespace dunghan {
namespace {

std::string solar(int year, int month, int day, bool leap = false) {
    const auto date = solar_of({year, month, day, leap});
    return date ? to_iso(*date) : "none";
}

TEST(Lunar, TetIsThatOfVietNamAndNotOfChina) {
    EXPECT_EQ(solar(1985, 1, 1), "1985-01-21");  // in China a month later
    EXPECT_EQ(solar(2007, 1, 1), "2007-02-17");  // a day earlier
    EXPECT_EQ(solar(2030, 1, 1), "2030-02-02");  // a day earlier
}

TEST(Lunar, TetAndTheKingsDayOfTheYearsTheCalendarsAreWrittenFor) {
    struct Year {
        int year;
        std::string tet;
        std::string kings;
    };

    for (const auto& [year, tet, kings] : std::vector<Year>{
             {1985, "1985-01-21", "1985-04-29"},
             {2007, "2007-02-17", "2007-04-26"},
             {2021, "2021-02-12", "2021-04-21"},
             {2022, "2022-02-01", "2022-04-10"},
             {2023, "2023-01-22", "2023-04-29"},
             {2024, "2024-02-10", "2024-04-18"},
             {2025, "2025-01-29", "2025-04-07"},
             {2026, "2026-02-17", "2026-04-26"},
             {2027, "2027-02-06", "2027-04-16"},
             {2028, "2028-01-26", "2028-04-04"},
             {2029, "2029-02-13", "2029-04-23"},
             {2030, "2030-02-02", "2030-04-12"}}) {
        EXPECT_EQ(solar(year, 1, 1), tet);
        EXPECT_EQ(solar(year, 3, 10), kings);
    }
}

TEST(Lunar, RepeatsTheFirstMonthWithoutAMajorTermInAYearOfThirteen) {
    EXPECT_EQ(solar(2025, 6, 1, true), "2025-07-25");
    EXPECT_EQ(solar(2023, 2, 1, true), "2023-03-22");
    EXPECT_EQ(solar(2020, 4, 1, true), "2020-05-23");
    EXPECT_EQ(solar(1985, 2, 1, true), "1985-03-21");  // China: the tenth of 1984
    // A month without a major term in a year of twelve is not repeated: 2033.
    EXPECT_EQ(solar(2033, 7, 1, true), "none");
    EXPECT_EQ(solar(2033, 8, 1, true), "none");
    EXPECT_EQ(solar(2033, 11, 1, true), "2033-12-22");
}

TEST(Lunar, HasNoDayThatIsNot) {
    EXPECT_EQ(solar(2026, 1, 30), "2026-03-18");
    EXPECT_EQ(solar(2026, 2, 30), "none");  // a short month
    EXPECT_EQ(solar(2026, 6, 1, true), "none");
    EXPECT_EQ(solar(2026, 13, 1), "none");
    EXPECT_EQ(solar(2026, 1, 0), "none");
}

TEST(Lunar, EveryDayFrom1900To2199HasOneNameInOrder) {
    LunarDate before = lunar_of(solar_of({1899, 12, 1}).value());
    Date first = solar_of({1900, 1, 1}).value();
    int leap_months = 0;
    for (std::map<int, int> leap_months_of; int{first.year()} < 2200;) {
        const LunarDate month = lunar_of(first);
        ASSERT_EQ(month.day, 1) << to_iso(first);
        ASSERT_EQ(solar_of(month), first);
        ASSERT_EQ(month.month, month.leap ? before.month : before.month % 12 + 1) << to_iso(first);
        const bool opens_a_year = month.month == 1 && !month.leap;
        ASSERT_EQ(month.year, before.year + (opens_a_year ? 1 : 0)) << to_iso(first);
        if (opens_a_year) {
            ASSERT_TRUE(first >= Date{std::chrono::year{month.year} / 1 / 20}) << to_iso(first);
            ASSERT_TRUE(first <= Date{std::chrono::year{month.year} / 2 / 21}) << to_iso(first);
        }
        leap_months += month.leap ? 1 : 0;
        ASSERT_LE(leap_months_of[month.year] += month.leap ? 1 : 0, 1) << month.year;
        before = month;
        ASSERT_EQ(lunar_of(next_day(first, 28)).day, 29) << to_iso(first);
        const bool is_short = lunar_of(next_day(first, 29)).day == 1;
        first = next_day(first, is_short ? 29 : 30);
    }
    EXPECT_NEAR(leap_months, 300 * 7 / 19, 1);  // seven in nineteen years
}

}  // namespace
}  // namespace dunghan
