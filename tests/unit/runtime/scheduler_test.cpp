#include <gtest/gtest.h>

#include "tests/support/world.h"

namespace dunghan::testing {
namespace {

using task::Progress;

TEST(Scheduler, FirstImportGivesOneDigestPerRecipientInTheFirstSlot) {
    // Given tasks of two agencies that are late since May and July
    World world;
    world.assign("2.1", "Tháng 5/2022", "so-du-lich");
    world.assign("2.2", "Tháng 7/2022", "so-du-lich");
    world.assign("2.3", "Tháng 7/2022", "so-noi-vu");

    // When the slot has not come, then nothing leaves
    EXPECT_EQ(world.run_at("2022-10-25T07:59:59.999").digests, 0U);
    EXPECT_TRUE(world.sender.sent.empty());

    // When it comes, then one mail each
    world.run_at("2022-10-25T08:00");
    ASSERT_EQ(world.sender.sent.size(), 2U);
    EXPECT_EQ(world.sender.sent[0].recipient, "so-du-lich");
    EXPECT_EQ(world.sender.sent[0].items.size(), 2U);
    EXPECT_EQ(world.sender.sent[0].items[0].days_late, 147);
    EXPECT_EQ(world.sender.sent[1].recipient, "so-noi-vu");

    // And no more that day, nor after a restart
    world.run_at("2022-10-25T09:00");
    world.restart();
    world.run_at("2022-10-25T16:59");
    EXPECT_EQ(world.sender.sent.size(), 2U);
}

TEST(Scheduler, RecordsWhatTheCatchUpPassedOver) {
    World world;
    world.assign("2.1", "Tháng 5/2022", "so-du-lich");
    world.run_at("2022-10-25T08:00");
    task::ReminderIssued reminder;
    const auto read = world.store.read_stream({"task/2.1"}, [&](const Record& record) {
        if (record.envelope.type == EventType::reminder_issued) {
            reminder = std::get<task::ReminderIssued>(std::get<task::Event>(
                decode_payload(record.envelope.type, 1, record.payload).value()
            ));
        }
        return true;
    });
    ASSERT_TRUE(read);
    ASSERT_EQ(reminder.reached.size(), 1U);
    EXPECT_EQ(reminder.reached[0].rung, "overdue-weekly");
    EXPECT_EQ(reminder.reached[0].occurrence, 19U);  // 20 whole weeks since 01/6
    ASSERT_EQ(reminder.superseded.size(), 4U);
    EXPECT_EQ(reminder.superseded.back().rung, "overdue-weekly");
    EXPECT_EQ(reminder.superseded.back().from, 0U);
    EXPECT_EQ(reminder.superseded.back().to, 18U);
}

TEST(Scheduler, RemindsWeeklyWhileOverdueAndStopsWhenDone) {
    World world("2022-10-24T09:00");
    world.assign("2.1", "Tháng 10/2022", "so-du-lich");
    std::vector<std::string> days;
    for (int day = 0; day < 40; ++day) {
        const Instant slot = plus_days(at("2022-10-25T08:00"), day);
        const std::size_t before = world.sender.sent.size();
        world.run_at(to_rfc3339(slot));
        if (world.sender.sent.size() > before) {
            days.push_back(to_iso(date_at(slot, Zone{})));
        }
        if (day == 30) {
            world.report("2.1", Progress::completed, "2022-11-24T08:00");
        }
    }
    // T-7 on 25/10, T-1 on 31/10, the day after on 01/11, then each week
    const std::vector<std::string> expected{
        "2022-10-25", "2022-10-31", "2022-11-01", "2022-11-08", "2022-11-15", "2022-11-22"};
    EXPECT_EQ(days, expected);
}

TEST(Scheduler, HoldsWhatFallsOnAWeekendUntilMonday) {
    // Due at the end of Friday 28/10: the day after is a Saturday
    World world("2022-10-27T09:00");
    world.assign("2.1", "28/10/2022", "so-du-lich");
    world.run_at("2022-10-28T08:00");
    world.sender.sent.clear();
    world.run_at("2022-10-29T08:00");
    world.run_at("2022-10-30T08:00");
    EXPECT_TRUE(world.sender.sent.empty());
    world.run_at("2022-10-31T08:00");
    ASSERT_EQ(world.sender.sent.size(), 1U);
    EXPECT_EQ(world.sender.sent[0].items[0].days_late, 3);
}

TEST(Scheduler, CollapsesWhatDowntimeMissedIntoOneReminder) {
    World world("2022-10-20T09:00");
    world.assign("2.1", "Tháng 10/2022", "so-du-lich");
    // Down from 20/10 to 21/11: T-7, T-1, the day after and two weeklies were missed
    world.restart();
    world.run_at("2022-11-21T08:00");
    ASSERT_EQ(world.sender.sent.size(), 1U);
    EXPECT_EQ(world.sender.sent[0].items[0].rung, "overdue-weekly");
}

TEST(Scheduler, WaitsForTheNextSlotWhenTheDaysSlotIsOver) {
    World world("2022-10-25T16:59");
    world.assign("2.1", "Tháng 5/2022", "so-du-lich");
    EXPECT_EQ(world.run_at("2022-10-25T17:00").next, at("2022-10-26T08:00"));
    EXPECT_TRUE(world.sender.sent.empty());
    world.run_at("2022-10-26T08:00");
    EXPECT_EQ(world.sender.sent.size(), 1U);
}

TEST(Scheduler, TellsWhoeverHoldsTheBall) {
    World world;
    world.assign("2.7", "Tháng 6/2022", "so-du-lich");
    ASSERT_TRUE(
        world.wish_of("2.7", task::WaitOn{{Party{PartyKind::agency, "so-noi-vu"}, "đã trình"}})
    );
    world.run_at("2022-10-25T08:00");
    ASSERT_EQ(world.sender.sent.size(), 1U);
    EXPECT_EQ(world.sender.sent[0].recipient, "so-noi-vu");
    EXPECT_EQ(world.sender.sent[0].items[0].waiting_on, "Sở Nội vụ");
}

TEST(Scheduler, SendsTheDutyOfAGroupToTheCoordinatorWithItsMembers) {
    World world;
    task::Assigned content;
    content.code = "3.1";
    content.description.holders = {{PartyKind::group, "cac-so"}};
    content.milestones = parse_deadlines("Tháng 6/2022", {});
    ASSERT_TRUE(world.wish_of("3.1", task::Assign{content}, at("2022-06-13")));
    world.run_at("2022-10-25T08:00");
    ASSERT_EQ(world.sender.sent.size(), 1U);
    EXPECT_EQ(world.sender.sent[0].recipient, "so-tttt");
    EXPECT_EQ(
        world.sender.sent[0].items[0].members, (std::vector<std::string>{"Sở Du lịch", "Sở Nội vụ"})
    );
}

TEST(Scheduler, SendsToTheCoordinatorWhatHasNoAddress) {
    World world;
    world.assign("2.1", "Tháng 5/2022", "so-y-te");
    world.run_at("2022-10-25T08:00");
    ASSERT_EQ(world.sender.sent.size(), 1U);
    EXPECT_EQ(world.sender.sent[0].address, "tttt@khanhhoa.example");
    EXPECT_FALSE(world.sender.sent[0].redirected.empty());
}

TEST(Scheduler, RepeatsAnAttemptThatACrashCutShortWithTheSameMessageId) {
    // Given a mail that was claimed when the process died
    World world;
    world.assign("2.1", "Tháng 5/2022", "so-du-lich");
    world.sender.next_outcome = SendOutcome::uncertain;
    world.run_at("2022-10-25T08:00");
    ASSERT_EQ(world.sender.sent.size(), 1U);
    // When the retry is due
    world.sender.next_outcome = SendOutcome::sent;
    world.restart();
    world.run_at("2022-10-25T08:01");
    // Then it goes again under its own name, and never a third time
    ASSERT_EQ(world.sender.sent.size(), 2U);
    EXPECT_EQ(world.sender.sent[0].message_id, world.sender.sent[1].message_id);
    world.run_at("2022-10-25T12:00");
    EXPECT_EQ(world.sender.sent.size(), 2U);
}

TEST(Scheduler, TellsOfSilenceAfterThirtyDays) {
    World world;
    world.assign("2.6", "Hàng năm", "so-du-lich", "2022-10-25");
    world.report("2.6", Progress::in_progress, "2022-10-25");
    EXPECT_EQ(world.run_at("2022-11-23T08:00").digests, 0U);
    world.run_at("2022-11-24T08:00");
    ASSERT_EQ(world.sender.sent.size(), 1U);
    EXPECT_EQ(world.sender.sent[0].items[0].days_silent, 30);
}

TEST(Scheduler, DropsWhatIsFinishedBeforeTheMailIsMade) {
    World world;
    for (int i = 0; i < 600; ++i) {  // more than one batch: the round takes two ticks
        world.assign("1." + std::to_string(i), "Tháng 5/2022", "so-du-lich");
    }
    world.clock.set("2022-10-25T08:00");
    ASSERT_TRUE(world.scheduler->tick());
    ASSERT_TRUE(world.sender.sent.empty());
    world.report("1.0", Progress::completed, "2022-10-25T08:00");
    world.run_at("2022-10-25T08:00:01");
    ASSERT_EQ(world.sender.sent.size(), 1U);
    EXPECT_EQ(world.sender.sent[0].items.size(), 599U);
    EXPECT_EQ(world.sender.sent[0].dropped, std::vector<std::string>{"1.0"});
}

}  // namespace
}  // namespace dunghan::testing
