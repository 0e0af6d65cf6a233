// What keeps a ladder quiet, for how long, and where it goes on.
#include <gtest/gtest.h>

#include "tests/support/climber.h"

namespace dunghan::testing {
namespace {

using Lines = Climber::Lines;

Climber due_on_27_november() {
    return Climber(statutory_policy(), "27/11/2026", "2026-11-02");
}

TEST(Acknowledgement, RestsUntilThePromiseIsBrokenAndGoesOnWithTheNextRung) {
    Climber task = due_on_27_november();
    EXPECT_EQ(
        task.climb("2026-11-23", "2026-11-27"),
        (Lines{"23/11/2026 before-3wd", "26/11/2026 before-1wd"})
    );
    // "By Thursday 3/12": Friday is the first working day after it
    EXPECT_EQ(task.acknowledge("so-du-lich", "2026-12-03", "2026-11-26T10:00"), "");
    EXPECT_EQ(task.next(), at("2026-12-04"));
    EXPECT_EQ(
        task.climb("2026-11-27", "2026-12-15"),
        (Lines{
            "04/12/2026 after-1wd not kept: 2026-12-03",  // not after-3wd, which passed meanwhile
            "08/12/2026 after-3wd#2",
            "10/12/2026 after-3wd#3",
            "14/12/2026 after-3wd#4"})
    );
    EXPECT_EQ(task.superseded, Lines{"after-3wd#0-1"});
}

TEST(Acknowledgement, OfABrokenPromiseGoesOnBeforeTheNextRungsOwnTime) {
    Climber task = due_on_27_november();
    (void)task.climb("2026-11-23", "2026-11-24");
    EXPECT_EQ(task.acknowledge("so-du-lich", "2026-11-23", "2026-11-23T10:00"), "");
    EXPECT_EQ(
        task.climb("2026-11-24", "2026-12-01"),
        (Lines{"25/11/2026 before-1wd not kept: 2026-11-23", "30/11/2026 after-1wd"})
    );
}

TEST(Acknowledgement, BreaksNoPromiseAboutATermThatWasToldOnlyAfterTheRest) {
    Climber task = due_on_27_november();
    auto milestones = task.state.milestones.value;
    milestones.push_back(parse_deadlines("30/11/2026", {}).front());
    task.then(task::DeadlineSet{milestones, "", ""}, "2026-11-02");
    EXPECT_EQ(task.climb("2026-11-23", "2026-11-25"), Lines{"23/11/2026 before-3wd"});
    // The second term's first rung is planned, but its slot has not come
    EXPECT_EQ(task.acknowledge("so-du-lich", "2026-11-25", "2026-11-25T07:00"), "");
    EXPECT_EQ(
        task.climb("2026-11-25", "2026-11-28"),
        (Lines{
            "26/11/2026 before-1wd not kept: 2026-11-25",
            "26/11/2026 before-3wd",
            "27/11/2026 before-1wd"})
    );
}

TEST(Acknowledgement, WithoutAPromiseRestsForAWhileAndBreaksNothing) {
    Climber task = due_on_27_november();
    (void)task.climb("2026-11-23", "2026-11-26");
    // Two working days after Wednesday: Thursday and Friday
    EXPECT_EQ(task.acknowledge("so-du-lich", "", "2026-11-25T10:00"), "");
    EXPECT_EQ(task.next(), at("2026-11-28"));
    EXPECT_EQ(
        task.climb("2026-11-26", "2026-12-03"),
        (Lines{"30/11/2026 after-1wd", "02/12/2026 after-3wd"})
    );
    EXPECT_EQ(task.superseded, Lines{"before-1wd#0-0"});
}

TEST(Acknowledgement, IsFollowedByTheNextWhenThatPromiseIsBrokenToo) {
    Climber task = due_on_27_november();
    (void)task.climb("2026-11-23", "2026-11-27");
    (void)task.acknowledge("so-du-lich", "2026-11-30", "2026-11-26T10:00");
    EXPECT_EQ(
        task.climb("2026-11-27", "2026-12-02"), Lines{"01/12/2026 after-1wd not kept: 2026-11-30"}
    );
    (void)task.acknowledge("so-du-lich", "2026-12-09", "2026-12-01T15:00");
    EXPECT_EQ(
        task.climb("2026-12-02", "2026-12-15"),
        (Lines{"10/12/2026 after-3wd not kept: 2026-12-09", "14/12/2026 after-3wd#4"})
    );
}

TEST(Acknowledgement, OfABrokenPromiseRepeatsTheLastRungWhenNoneIsLeft) {
    Climber task = due_on_27_november();
    (void)task.climb("2026-11-23", "2026-12-17");
    EXPECT_EQ(task.next(), std::nullopt);
    (void)task.acknowledge("so-du-lich", "2026-12-18", "2026-12-17T10:00");
    EXPECT_EQ(
        task.climb("2026-12-17", "2027-01-15"), Lines{"21/12/2026 after-3wd#6 not kept: 2026-12-18"}
    );
}

TEST(Acknowledgement, IsForgottenWithTheDeadlineItSpokeOf) {
    Climber task = due_on_27_november();
    (void)task.climb("2026-11-23", "2026-11-27");
    (void)task.acknowledge("so-du-lich", "2026-11-30", "2026-11-26T10:00");
    task.then(
        task::ExtensionGranted{0, "31/12/2026", at("2027-01-01"), "9/QĐ", ""}, "2026-11-27T09:00"
    );
    EXPECT_EQ(
        task.climb("2026-11-27", "2026-12-31"),
        (Lines{"28/12/2026 before-3wd", "30/12/2026 before-1wd"})
    );
}

TEST(Acknowledgement, OfOneOfTwoLeavesTheOtherOnTheLadder) {
    Climber task = due_on_27_november();
    task.held_by({"so-du-lich", "so-noi-vu"}, "2026-11-02");
    EXPECT_EQ(task.climb("2026-11-23", "2026-11-25"), Lines{"23/11/2026 before-3wd"});
    EXPECT_EQ(task.acknowledge("so-du-lich", "2026-11-30", "2026-11-25T10:00"), "");
    EXPECT_EQ(
        task.climb("2026-11-25", "2026-12-05"),
        (Lines{
            "26/11/2026 before-1wd so-noi-vu",
            "30/11/2026 after-1wd so-noi-vu",
            "01/12/2026 before-1wd so-du-lich not kept: 2026-11-30",  // its own next rung
            "02/12/2026 after-3wd",                                   // together again
            "04/12/2026 after-3wd#1"})
    );
}

// A receipt of 39 agencies: 38 give it, only the 39th is asked again.
TEST(Acknowledgement, OfEveryoneIsAskedOnlyOfThoseWhoHaveNotGivenIt) {
    Policy policy = statutory_policy();
    policy.rungs = {
        {"receipt", Anchor::due, -10, 1, 0, RungUnit::working_days, 4, {Role::holder}, true}};
    Climber task(policy, "27/11/2026", "2026-11-02");
    std::vector<std::string> agencies;
    for (int i = 1; i <= 39; ++i) {
        agencies.push_back("don-vi-" + std::to_string(i));
    }
    task.held_by(agencies, "2026-11-02");
    EXPECT_EQ(task.climb("2026-11-02", "2026-11-13"), Lines{"12/11/2026 receipt"});
    for (int i = 0; i < 38; ++i) {
        EXPECT_EQ(
            task.acknowledge(agencies[static_cast<std::size_t>(i)], "", "2026-11-12T14:00"), ""
        );
    }
    EXPECT_EQ(
        task.climb("2026-11-13", "2026-11-18"),
        (Lines{
            "13/11/2026 receipt#1 don-vi-39",
            "16/11/2026 receipt#2 don-vi-39",
            "17/11/2026 receipt#3 don-vi-39"})
    );
    EXPECT_EQ(task.acknowledge("don-vi-39", "", "2026-11-17T09:00"), "");
    EXPECT_EQ(task.climb("2026-11-18", "2026-12-31"), Lines{});
    EXPECT_EQ(task.next(), std::nullopt);
}

TEST(Acknowledgement, OfAGroupIsTheCoordinators) {
    Climber task = due_on_27_november();
    task::Description description;
    description.holders = {{PartyKind::group, "cac-so"}};
    task.then(task::Described{description}, "2026-11-02");
    (void)task.climb("2026-11-23", "2026-11-24");
    EXPECT_EQ(task.acknowledge("so-tttt", "2026-11-30", "2026-11-23T10:00"), "");
    EXPECT_EQ(task.next(), at("2026-12-01"));
}

TEST(Acknowledgement, IsTakenOnlyFromWhoeverWasReminded) {
    Climber task = due_on_27_november();
    EXPECT_EQ(task.acknowledge("so-du-lich", "", "2026-11-20"), "not_reminded");
    (void)task.climb("2026-11-23", "2026-11-24");
    EXPECT_EQ(task.acknowledge("so-y-te", "", "2026-11-23T10:00"), "not_reminded");
    EXPECT_EQ(task.acknowledge("", "", "2026-11-23T10:00"), "not_reminded");
    EXPECT_EQ(task.acknowledge("so-du-lich", "2026-11-22", "2026-11-23T10:00"), "in_the_past");
    EXPECT_EQ(task.acknowledge("so-du-lich", "23/11/2026", "2026-11-23T10:00"), "in_the_past");
    EXPECT_EQ(task.acknowledge("so-du-lich", "2027-11-25", "2026-11-23T10:00"), "too_long");
    EXPECT_EQ(task.acknowledge("so-du-lich", "2026-11-23", "2026-11-23T10:00"), "");
}

TEST(Acknowledgement, OfWhoWasToldInAnothersPlaceIsTheOthers) {
    Climber task = due_on_27_november();
    task::ReminderIssued reminder{
        at("2026-11-23T07:30"), "statutory/1", task.plan(at("2026-11-23")).reached, {}};
    reminder.reached[0].to = {Role::holder};
    reminder.reached[0].recipients = {"so-van-hoa"};
    reminder.delegated = {{"so-du-lich", "so-van-hoa"}};
    task.then(reminder, "2026-11-23T07:30");
    EXPECT_EQ(task.acknowledge("so-van-hoa", "2026-11-30", "2026-11-23T10:00"), "");
    ASSERT_EQ(task.state.course->acknowledged.size(), 1U);
    EXPECT_EQ(task.state.course->acknowledged[0].value.agency, "so-du-lich");
    EXPECT_EQ(task.next(), at("2026-12-01"));
}

TEST(Silence, MovesWhatFallsIntoItToItsEnd) {
    Climber task = due_on_27_november();
    EXPECT_EQ(task.wish(task::Silence{{at("2026-12-03"), "bão số 9"}}, "2026-11-20"), "");
    EXPECT_EQ(task.next(), at("2026-12-03"));
    EXPECT_EQ(task.plan(at("2026-12-02T23:59")).next, at("2026-12-03"));
    EXPECT_EQ(
        task.climb("2026-11-20", "2026-12-05"),
        (Lines{"03/12/2026 after-3wd", "04/12/2026 after-3wd#1"})
    );
    EXPECT_EQ(task.superseded, (Lines{"before-3wd#0-0", "before-1wd#0-0", "after-1wd#0-0"}));
}

TEST(Silence, EndsBeforeItsTimeWhenSomebodyEndsIt) {
    Climber task = due_on_27_november();
    EXPECT_EQ(task.wish(task::Silence{{at("2026-12-31"), "bão số 9"}}, "2026-11-20"), "");
    EXPECT_EQ(task.wish(task::Silence{{at("2026-11-25"), "hết bão"}}, "2026-11-25"), "");
    EXPECT_EQ(task.climb("2026-11-25", "2026-11-26"), Lines{"25/11/2026 before-3wd"});
}

TEST(Silence, NeedsAReasonAndAnEndWithinAYear) {
    Climber task = due_on_27_november();
    EXPECT_EQ(task.wish(task::Silence{{at("2026-12-31"), ""}}, "2026-11-20"), "reason_required");
    EXPECT_EQ(task.wish(task::Silence{{at("2027-11-22"), "bão"}}, "2026-11-20"), "too_long");
}

TEST(Quiet, NobodyIsToldWhileTheClockStandsStill) {
    Climber task = due_on_27_november();
    task.then(task::ClockSuspended{"chờ ý kiến Bộ", "12/CV"}, "2026-11-10");
    EXPECT_EQ(task.next(), std::nullopt);
    EXPECT_EQ(task.climb("2026-11-10", "2026-12-01"), Lines{});
    task.then(task::ClockResumed{"có ý kiến", "15/CV"}, "2026-12-01T08:00");
    EXPECT_EQ(task.climb("2026-12-02", "2026-12-03"), Lines{"02/12/2026 after-3wd"});
    EXPECT_EQ(task.superseded, (Lines{"before-3wd#0-0", "before-1wd#0-0", "after-1wd#0-0"}));
}

TEST(Quiet, CompletionStopsEverything) {
    Climber task = due_on_27_november();
    (void)task.climb("2026-11-23", "2026-11-27");
    (void)task.acknowledge("so-du-lich", "2026-11-30", "2026-11-26T10:00");
    task.then(task::ProgressReported{task::Progress::completed, "", "", false}, "2026-11-29T20:00");
    EXPECT_EQ(task.next(), std::nullopt);
    EXPECT_EQ(task.climb("2026-11-29", "2027-01-30"), Lines{});
}

TEST(Quiet, NamesWhoWasToldBeforeAndDidNotAnswer) {
    Climber task = due_on_27_november();
    task.held_by({"so-du-lich", "so-noi-vu"}, "2026-11-02");
    EXPECT_TRUE(task.plan(at("2026-11-23")).reached.at(0).silent.empty());
    (void)task.climb("2026-11-23", "2026-11-24");
    EXPECT_EQ(task.plan(at("2026-11-26")).reached.at(0).silent, (Lines{"so-du-lich", "so-noi-vu"}));
    // Who has read it answered; a report answers for all
    (void)task.acknowledge("so-noi-vu", "", "2026-11-23T09:00");
    const auto both = task.plan(at("2026-11-27")).reached;
    ASSERT_EQ(both.size(), 1U);
    EXPECT_EQ(both[0].holder, "");
    EXPECT_EQ(both[0].silent, Lines{"so-du-lich"});
    task.then(
        task::ProgressReported{task::Progress::in_progress, "", "", false}, "2026-11-24T09:00"
    );
    EXPECT_TRUE(task.plan(at("2026-11-27")).reached.at(0).silent.empty());
}

}  // namespace
}  // namespace dunghan::testing
