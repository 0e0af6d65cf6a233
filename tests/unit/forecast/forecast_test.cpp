#include "engine/forecast/forecast.h"

#include <gtest/gtest.h>

#include "tests/support/foreseen.h"

namespace dunghan::testing {
namespace {

std::vector<std::string> codes_of(const std::vector<forecast::TermEnd>& ends) {
    std::vector<std::string> codes;
    for (const auto& end : ends) {
        codes.push_back(end.task.code);
    }
    return codes;
}

const forecast::Day& day_of(const std::vector<forecast::Day>& days, const std::string& iso) {
    for (const auto& day : days) {
        if (to_iso(day.day) == iso) {
            return day;
        }
    }
    ADD_FAILURE() << "no day " << iso;
    return days.front();
}

using Codes = std::vector<std::string>;

TEST(Forecast, TellsWhatFallsDueAndWhoIsLateTheDayAfter) {
    World world("2022-10-25T07:55");
    world.assign("2.1", "Tháng 10/2022", "so-du-lich");
    world.assign("2.2", "Từ tháng 10/2022", "so-noi-vu");

    const auto days = foresee(world, 10);

    ASSERT_EQ(days.size(), 10U);
    EXPECT_EQ(to_iso(days.front().day), "2022-10-25");
    const auto& last = day_of(days, "2022-10-31");
    EXPECT_EQ(codes_of(last.due), Codes{"2.1"});
    EXPECT_TRUE(last.overdue.empty());
    EXPECT_EQ(last.due[0].deadline, "Tháng 10/2022");
    EXPECT_EQ(last.due[0].task.holder, "Sở Du lịch");
    EXPECT_EQ(last.due[0].task.agencies, Codes{"so-du-lich"});
    const auto& after = day_of(days, "2022-11-01");
    EXPECT_EQ(codes_of(after.overdue), Codes{"2.1"});
    EXPECT_EQ(codes_of(after.start_missed), Codes{"2.2"});
    EXPECT_TRUE(after.due.empty());
    // T-7 is today, T-1 the last day, then the day after
    ASSERT_EQ(days.front().reminders.size(), 1U);
    EXPECT_EQ(days.front().reminders[0].rung.rung, "before-7d");
    ASSERT_EQ(last.reminders.size(), 1U);
    EXPECT_EQ(last.reminders[0].rung.rung, "before-1d");
    ASSERT_EQ(after.mails.size(), 2U);
    EXPECT_EQ(after.mails[0].recipient, "so-du-lich");
    EXPECT_EQ(after.mails[0].slot, at("2022-11-01T08:00"));
}

TEST(Forecast, OfADayThatHasBegunTellsWhatIsLeftOfIt) {
    World world("2022-11-01T00:00");
    world.assign("2.1", "Tháng 10/2022", "so-du-lich");  // late since this instant
    world.assign("2.2", "01/11/2022", "so-noi-vu");
    world.run_at("2022-11-01T08:00");
    world.clock.set("2022-11-01T09:00");

    const auto days = foresee(world, 1);

    ASSERT_EQ(days.size(), 1U);
    EXPECT_TRUE(days[0].overdue.empty());
    EXPECT_EQ(codes_of(days[0].due), Codes{"2.2"});
    EXPECT_TRUE(days[0].reminders.empty());  // told at 08:00
}

// Both ends of a cell with two dates, each on its day.
TEST(Forecast, TellsEveryMilestone) {
    World world("2022-09-25T07:55");
    world.assign("2.1", "- Lập: Tháng 9/2022. - Làm: Tháng 10/2022.", "so-du-lich");

    const auto days = foresee(world, 40);

    EXPECT_EQ(day_of(days, "2022-09-30").due.at(0).label, "Lập");
    EXPECT_EQ(day_of(days, "2022-10-31").due.at(0).label, "Làm");
    EXPECT_EQ(day_of(days, "2022-11-01").overdue.size(), 1U);
}

TEST(Forecast, WritesNothingAndSendsNothing) {
    World world("2022-10-25T07:55");
    world.assign("2.1", "Tháng 5/2022", "so-du-lich");
    const Position head = world.store.head();

    const auto days = foresee(world, 30);

    EXPECT_GT(days[0].mails.size(), 0U);
    EXPECT_EQ(world.store.head(), head);
    EXPECT_TRUE(world.sender.sent.empty());
}

TEST(Forecast, BeginsWhereTheLogEndsWhenTheClockIsBehind) {
    World world("2022-10-25T09:30");
    world.assign("2.1", "Tháng 5/2022", "so-du-lich");
    OverlayStore overlay = OverlayStore::over(world.store).value();
    forecast::Forecast ahead(overlay, {at("2022-10-01"), 1, Zone{}});

    ASSERT_TRUE(ahead.open());

    EXPECT_EQ(to_iso(ahead.next().value()->day), "2022-10-25");
    EXPECT_EQ(ahead.next().value().has_value(), false);
}

TEST(Forecast, SaysLoudlyWhatStandsInTheWay) {
    World world("2022-10-25T07:55");
    world.assign("2.1", "Tháng 5/2022", "so-du-lich");
    DirectoryPublished directory = small_directory();
    directory.version = 2;
    for (Agency& agency : directory.agencies) {
        agency.email.clear();
    }
    ASSERT_TRUE(world.wish({"directory"}, PublishDirectory{directory}));

    const auto unreachable = foresee(world, 1);

    ASSERT_EQ(unreachable[0].troubles.size(), 1U);
    EXPECT_NE(
        unreachable[0].troubles[0].find("Expected an address for so-du-lich"), std::string::npos
    );
    EXPECT_TRUE(unreachable[0].mails.empty());
    EXPECT_EQ(unreachable[0].reminders.size(), 1U);

    ASSERT_TRUE(world.wish({"outbox"}, HoldOutbox{{"khôi phục", std::string(64, 'a'), 7}}));
    const auto held = foresee(world, 3);
    EXPECT_EQ(held[0].troubles.size(), 1U);
    EXPECT_TRUE(held[0].reminders.empty());
    EXPECT_TRUE(held[1].troubles.empty()) << "said once";
}

TEST(Forecast, OfALogWithoutPolicyKnowsTheTermsAlone) {
    MemoryStore store;
    ManualClock clock("2022-10-25T07:55");
    Engine engine(store, clock);
    ASSERT_TRUE(engine.open(ClockKind::real));
    OverlayStore overlay = OverlayStore::over(store).value();
    forecast::Forecast ahead(overlay, {clock.now(), 2, Zone{}});
    ASSERT_TRUE(ahead.open());

    const auto day = ahead.next();

    ASSERT_TRUE(day && *day);
    ASSERT_EQ((*day)->troubles.size(), 1U);
    EXPECT_NE((*day)->troubles[0].find("no policy"), std::string::npos);
}

// Owed since before: a relay that did not answer is tried again.
TEST(Forecast, SendsWhatIsStillOwed) {
    World world("2022-10-25T07:55");
    world.assign("2.1", "Tháng 5/2022", "so-du-lich");
    world.sender.next_outcome = SendOutcome::not_sent;
    world.run_at("2022-10-25T08:00");
    ASSERT_EQ(world.sender.sent.size(), 1U);

    const auto days = foresee(world, 1);

    ASSERT_EQ(days[0].mails.size(), 1U);
    EXPECT_EQ(days[0].mails[0].message_id, world.sender.sent[0].message_id);
    EXPECT_TRUE(days[0].reminders.empty());
}

}  // namespace
}  // namespace dunghan::testing
