#include "engine/series/recurrence.h"

#include <gtest/gtest.h>

namespace dunghan::series {
namespace {

Date day(const std::string& iso) {
    return parse_date(iso).value();
}

// Days of a rule, as ISO dates.
std::vector<std::string> days(
    const std::string& rule, const std::string& start, const std::string& to, std::size_t max = 100
) {
    const auto parsed = parse_recurrence(rule);
    EXPECT_TRUE(parsed) << (parsed ? "" : parsed.error().detail);
    std::vector<std::string> found;
    for (const Date each : occurrences(*parsed, day(start), day(start), day(to), max)) {
        found.push_back(to_iso(each));
    }
    return found;
}

using Days = std::vector<std::string>;

TEST(Recurrence, ClosesTheMonthsOfAReport) {
    EXPECT_EQ(
        days("FREQ=MONTHLY;BYMONTHDAY=14", "2026-10-15", "2027-02-01"),
        (Days{"2026-11-14", "2026-12-14", "2027-01-14"})
    );
}

TEST(Recurrence, PassesOverDaysThatAMonthDoesNotHave) {
    EXPECT_EQ(
        days("FREQ=MONTHLY;BYMONTHDAY=31", "2026-01-01", "2026-07-01"),
        (Days{"2026-01-31", "2026-03-31", "2026-05-31"})
    );
    EXPECT_EQ(
        days("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-01", "2026-04-01"),
        (Days{"2026-01-31", "2026-02-28", "2026-03-31"})
    );
    EXPECT_EQ(
        days("FREQ=YEARLY", "2024-02-29", "2033-01-01"),
        (Days{"2024-02-29", "2028-02-29", "2032-02-29"})
    );
}

TEST(Recurrence, CountsWeekdaysOfMonthsAndYears) {
    EXPECT_EQ(
        days("FREQ=MONTHLY;BYDAY=-1FR", "2026-10-01", "2027-01-01"),
        (Days{"2026-10-30", "2026-11-27", "2026-12-25"})
    );
    EXPECT_EQ(
        days("FREQ=YEARLY;BYDAY=53TH", "2026-01-01", "2033-01-01"),
        (Days{"2026-12-31", "2032-12-30"})
    );
    EXPECT_EQ(
        days("FREQ=YEARLY;BYMONTH=6,12;BYDAY=1MO", "2026-01-01", "2027-01-01"),
        (Days{"2026-06-01", "2026-12-07"})
    );
}

TEST(Recurrence, EndsByCountOrOnItsLastDay) {
    EXPECT_EQ(
        days("FREQ=WEEKLY;BYDAY=MO;COUNT=2", "2026-11-26", "2028-01-01"),
        (Days{"2026-11-30", "2026-12-07"})
    );
    EXPECT_EQ(
        days("FREQ=DAILY;UNTIL=20261127", "2026-11-26", "2028-01-01"),
        (Days{"2026-11-26", "2026-11-27"})
    );
    const Recurrence rule = parse_recurrence("FREQ=DAILY;COUNT=1").value();
    EXPECT_EQ(
        occurrences(without_end(rule), day("2026-11-26"), day("2026-11-27"), day("2026-12-31"), 1),
        std::vector<Date>{day("2026-11-27")}
    );
}

// libical does not come back from these.
TEST(Recurrence, EndsWhereARuleNeverFallsOnAnyDay) {
    for (const char* never :
         {"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
          "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=-30",
          "FREQ=DAILY;BYMONTH=4;BYMONTHDAY=31;COUNT=5",
          "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31",
          "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29",
          "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1",
          "FREQ=WEEKLY;INTERVAL=1000;BYMONTH=2;BYDAY=MO;UNTIL=20280101"}) {
        EXPECT_EQ(days(never, "2026-02-01", "2126-02-01"), Days{}) << never;
    }
}

TEST(Recurrence, GivesNoMoreThanItIsAskedFor) {
    EXPECT_EQ(
        days("FREQ=DAILY", "2026-11-26", "2126-01-01", 2), (Days{"2026-11-26", "2026-11-27"})
    );
}

struct Refused {
    const char* rule;
    const char* message;
};

class BrokenRule : public testing::TestWithParam<Refused> {};

TEST_P(BrokenRule, IsRefusedByName) {
    const auto parsed = parse_recurrence(GetParam().rule);
    ASSERT_FALSE(parsed) << GetParam().rule;
    EXPECT_EQ(parsed.error().detail, GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    Rules,
    BrokenRule,
    testing::Values(
        Refused{"", "Expected NAME=VALUE between semicolons, but got ''"},
        Refused{"INTERVAL=2", "Expected FREQ, but got 'no such part'"},
        Refused{
            "FREQ=HOURLY", "Expected FREQ of DAILY, WEEKLY, MONTHLY or YEARLY, but got 'HOURLY'"},
        Refused{"FREQ=DAILY;FREQ=DAILY", "Expected FREQ once, but got 'it twice'"},
        Refused{
            "FREQ=MONTHLY;BYSETPOS=-1",
            "Expected only FREQ, INTERVAL, BYMONTH, BYMONTHDAY, BYDAY, COUNT and UNTIL, but got "
            "'BYSETPOS'"},
        Refused{
            "FREQ=WEEKLY;WKST=SU",
            "Expected only FREQ, INTERVAL, BYMONTH, BYMONTHDAY, BYDAY, COUNT and UNTIL, but got "
            "'WKST'"},
        Refused{"FREQ=DAILY;INTERVAL=0", "Expected INTERVAL from 1 to 1000, but got '0'"},
        Refused{"FREQ=DAILY;COUNT=1x", "Expected COUNT from 1 to 10000, but got '1x'"},
        Refused{"FREQ=YEARLY;BYMONTH=13", "Expected BYMONTH from 1 to 12, but got '13'"},
        Refused{
            "FREQ=MONTHLY;BYMONTHDAY=0",
            "Expected BYMONTHDAY from 1 to 31 or from -31 to -1, but got '0'"},
        Refused{
            "FREQ=WEEKLY;BYMONTHDAY=1", "Expected no BYMONTHDAY with FREQ=WEEKLY, but got 'one'"},
        Refused{
            "FREQ=MONTHLY;BYDAY=XX",
            "Expected BYDAY of MO, TU, WE, TH, FR, SA, SU, each perhaps as the n-th (2TU, -1FR), "
            "but got 'XX'"},
        Refused{
            "FREQ=MONTHLY;BYDAY=0MO",
            "Expected BYDAY of MO, TU, WE, TH, FR, SA, SU, each perhaps as the n-th (2TU, -1FR), "
            "but got '0MO'"},
        Refused{"FREQ=MONTHLY;BYDAY=6MO", "Expected BYDAY counted to 5 at most, but got '6'"},
        Refused{
            "FREQ=WEEKLY;BYDAY=1MO",
            "Expected the n-th weekday only with FREQ=MONTHLY or YEARLY, but got '1'"},
        Refused{
            "FREQ=MONTHLY;BYDAY=1MO,TU",
            "Expected BYDAY with every weekday counted, or none, but got 'some of them counted'"},
        Refused{"FREQ=DAILY;COUNT=2;UNTIL=20261231", "Expected COUNT or UNTIL, but got 'both'"},
        Refused{
            "FREQ=DAILY;UNTIL=20261231T000000Z",
            "Expected UNTIL as a day without time (20271231), but got '20261231T000000Z'"},
        Refused{
            "FREQ=DAILY;UNTIL=20260230",
            "Expected UNTIL as a day without time (20271231), but got '20260230'"}
    )
);

}  // namespace
}  // namespace dunghan::series
