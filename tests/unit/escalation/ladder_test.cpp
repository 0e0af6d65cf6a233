// The ladder in working time, against tables made by hand from a paper calendar of 2026.
#include <gtest/gtest.h>

#include "tests/support/climber.h"

namespace dunghan::testing {
namespace {

using Lines = Climber::Lines;

//     November 2026            December 2026
//  Mo Tu We Th Fr Sa Su     Mo Tu We Th Fr Sa Su
//  16 17 18 19 20 21 22         1  2  3  4  5  6
//  23 -- 25 26 27 28 29      7  8  9 10 11 12 13
//  30                       14 15 16 17 18 19 20      -- Ngày Văn hóa Việt Nam
TEST(Ladder, CountsWorkingDaysAcrossAHoliday) {
    Climber task(statutory_policy(), "27/11/2026", "2026-11-02");
    EXPECT_EQ(
        task.climb("2026-11-02", "2027-02-01"),
        (Lines{
            "23/11/2026 before-3wd",
            "26/11/2026 before-1wd",
            "30/11/2026 after-1wd",
            "02/12/2026 after-3wd",
            "04/12/2026 after-3wd#1",
            "08/12/2026 after-3wd#2",
            "10/12/2026 after-3wd#3",
            "14/12/2026 after-3wd#4",
            "16/12/2026 after-3wd#5"})
    );
    EXPECT_EQ(task.superseded, Lines{});
    EXPECT_EQ(task.next(), std::nullopt);  // five repeats are all
}

//      August 2026             September 2026
//  Mo Tu We Th Fr Sa Su     Mo Tu We Th Fr Sa Su
//  17 18 19 20 21 22 23     --  -  -  3  4  5  6      22 worked; 31/8 to 2/9 off
//  24 25 26 27 28 29 30      7  8  9 10 11 12 13
TEST(Ladder, CountsAWorkedSaturdayAndTellsOnIt) {
    Climber task(statutory_policy(), "24/8/2026", "2026-08-03");
    EXPECT_EQ(
        task.climb("2026-08-03", "2026-12-01"),
        (Lines{
            "20/8/2026 before-3wd",
            "22/8/2026 before-1wd",
            "25/8/2026 after-1wd",
            "27/8/2026 after-3wd",
            "03/9/2026 after-3wd#1",
            "07/9/2026 after-3wd#2",
            "09/9/2026 after-3wd#3",
            "11/9/2026 after-3wd#4",
            "15/9/2026 after-3wd#5"})
    );
}

TEST(Ladder, PlansTheBeginningsOfWorkingDays) {
    const Climber task(statutory_policy(), "27/11/2026", "2026-11-02");
    EXPECT_EQ(task.next(), at("2026-11-23"));
    const auto first = task.plan(at("2026-11-23")).reached;
    ASSERT_EQ(first.size(), 1U);
    EXPECT_EQ(first[0].planned, at("2026-11-23"));
    EXPECT_EQ(task.plan(at("2026-11-23")).next, at("2026-11-26"));
    EXPECT_TRUE(task.plan(at("2026-11-22T23:59:59.999")).reached.empty());
}

TEST(Ladder, CountsFromTheLastDayEvenIfNobodyWorksOnIt) {
    // Sunday 22/11: the working day before is Friday 20/11, the one after Monday 23/11
    Climber task(statutory_policy(), "22/11/2026", "2026-11-02");
    EXPECT_EQ(
        task.climb("2026-11-02", "2026-11-28"),
        (Lines{
            "18/11/2026 before-3wd",
            "20/11/2026 before-1wd",
            "23/11/2026 after-1wd",
            "26/11/2026 after-3wd"})
    );
}

Policy of_one_rung(const RungRule& rung) {
    Policy policy = statutory_policy();
    policy.rungs = {rung};
    return policy;
}

TEST(Ladder, CountsWorkingHoursInsideTheHoursOfTheCalendar) {
    // Eight hours a day, 8:00 to 12:00 and 13:00 to 17:00: twelve before the end of 27/11 it is the
    // 26th, 13:00
    const Climber before(
        of_one_rung({"hours", Anchor::due, -12, 0, 0, RungUnit::working_hours}),
        "27/11/2026",
        "2026-11-02"
    );
    EXPECT_EQ(before.next(), at("2026-11-26T13:00"));
    Climber after(
        of_one_rung({"hours", Anchor::due, 4, 10, 0, RungUnit::working_hours, 2}),
        "27/11/2026",
        "2026-11-02"
    );
    EXPECT_EQ(after.next(), at("2026-11-30T12:00"));
    EXPECT_EQ(
        after.climb("2026-11-02", "2026-12-31"),
        (Lines{"01/12/2026 hours", "02/12/2026 hours#1", "03/12/2026 hours#2"})
    );
}

TEST(Ladder, WarnsInsideTheTermWhenTheLastDayIsNoWorkingDay) {
    // "On the last day": a Sunday, so on the Friday before
    Climber task(
        of_one_rung({"last-day", Anchor::due, 0, 0, 0, RungUnit::working_days}),
        "22/11/2026",
        "2026-11-02"
    );
    EXPECT_EQ(task.climb("2026-11-02", "2026-11-28"), Lines{"20/11/2026 last-day"});
}

TEST(Ladder, NeverTellsOfSilenceBeforeItBegan) {
    Climber task(
        of_one_rung({"silent", Anchor::update, 0, 0, 0, RungUnit::working_days}),
        "Hàng năm",
        "2026-11-02T10:00"
    );
    EXPECT_EQ(task.next(), at("2026-11-02T10:00"));
}

TEST(Ladder, CollapsesWhatDowntimeMissedAndNamesIt) {
    Climber task(statutory_policy(), "27/11/2026", "2026-11-02");
    EXPECT_EQ(task.climb("2026-12-05", "2026-12-08"), Lines{"07/12/2026 after-3wd#1"});
    EXPECT_EQ(
        task.superseded,
        (Lines{"before-3wd#0-0", "before-1wd#0-0", "after-1wd#0-0", "after-3wd#0-0"})
    );
    EXPECT_EQ(task.climb("2026-12-08", "2026-12-09"), Lines{"08/12/2026 after-3wd#2"});
}

}  // namespace
}  // namespace dunghan::testing
