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
                decode_payload(record.envelope.type, record.envelope.schema, record.payload).value()
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

TEST(Scheduler, RepeatsAnAttemptThatACrashCutShortUnderTheSameMessageId) {
    // Given a mail that was under way when the process died
    World world;
    world.assign("2.1", "Tháng 5/2022", "so-du-lich");
    world.sender.answers = false;
    world.clock.set("2022-10-25T08:00");
    ASSERT_TRUE(world.scheduler->tick());
    ASSERT_EQ(world.sender.sent.size(), 1U);
    // When another process takes over
    world.sender.answers = true;
    world.restart();
    world.run_at("2022-10-25T08:01");
    // Then the log says that nobody knows, and it goes again under its own name, once
    std::size_t uncertain = 0;
    ASSERT_TRUE(world.store.read({1}, [&](const Record& record) {
        uncertain += record.envelope.type == EventType::delivery_uncertain ? 1 : 0;
        return true;
    }));
    EXPECT_EQ(uncertain, 1U);
    ASSERT_EQ(world.sender.sent.size(), 2U);
    EXPECT_EQ(world.sender.sent[0].message_id, world.sender.sent[1].message_id);
    world.run_at("2022-10-25T12:00");
    EXPECT_EQ(world.sender.sent.size(), 2U);
}

TEST(Scheduler, TriesAnUncertainAttemptAgainAfterAWhile) {
    World world;
    world.assign("2.1", "Tháng 5/2022", "so-du-lich");
    world.sender.next_outcome = SendOutcome::uncertain;
    EXPECT_EQ(world.run_at("2022-10-25T08:00").next, at("2022-10-25T08:01"));
    world.sender.next_outcome = SendOutcome::sent;
    world.run_at("2022-10-25T08:01");
    EXPECT_EQ(world.sender.sent.size(), 2U);
}

TEST(Scheduler, KeepsQuietHoursForAttemptsToo) {
    // Given a relay that fails on a Friday until the evening
    World world("2022-10-28T07:00");
    world.assign("2.1", "Tháng 5/2022", "so-du-lich");
    world.sender.next_outcome = SendOutcome::not_sent;
    world.run_at("2022-10-28T16:59:30");
    ASSERT_EQ(world.sender.sent.size(), 1U);
    // When the next try falls due after hours, then it waits for Monday
    world.sender.next_outcome = SendOutcome::sent;
    EXPECT_EQ(world.run_at("2022-10-29T23:00").next, at("2022-10-31T08:00"));
    EXPECT_EQ(world.sender.sent.size(), 1U);
    world.run_at("2022-10-31T08:00");
    EXPECT_GE(world.sender.sent.size(), 2U);
}

TEST(Scheduler, WarnsBeforeATermThatEndsOnAWeekend) {
    // "Năm 2022" ends with Saturday 31/12: the day before, a Friday, is the last slot in the term
    World world("2022-12-20T09:00");
    world.assign("1.1", "Năm 2022", "so-du-lich", "2022-12-19");
    std::vector<std::string> rungs;
    for (int day = 0; day < 15; ++day) {
        world.run_at(to_rfc3339(plus_days(at("2022-12-21T08:00"), day)));
    }
    for (const auto& digest : world.sender.sent) {
        rungs.push_back(digest.as_of + " " + digest.items.at(0).rung);
    }
    EXPECT_EQ(
        rungs,
        (std::vector<std::string>{
            "2022-12-26 before-7d", "2022-12-30 before-1d", "2023-01-02 overdue"})
    );
}

TEST(Scheduler, CountsWhatOneMailCannotHold) {
    World world;
    for (int i = 0; i < 505; ++i) {
        world.assign("1." + std::to_string(i), "Tháng 5/2022", "so-du-lich");
    }
    world.run_at("2022-10-25T08:00");
    ASSERT_EQ(world.sender.sent.size(), 1U);
    EXPECT_EQ(world.sender.sent[0].items.size(), 500U);
    EXPECT_EQ(world.sender.sent[0].omitted, 5U);
}

// Completed is every line of it, and some of what it only counts is not.
TEST(Scheduler, WithdrawsNoMailThatCountsMoreThanItLists) {
    World world;
    for (int i = 0; i < 505; ++i) {
        world.assign("1." + std::to_string(i), "Tháng 5/2022", "so-du-lich");
    }
    world.sender.next_outcome = SendOutcome::not_sent;
    world.run_at("2022-10-25T08:00");
    ASSERT_EQ(world.sender.sent.size(), 1U);
    for (const reminder::Item& item : world.sender.sent[0].items) {
        world.report(item.code, Progress::completed, "2022-10-25T08:00");
    }
    world.sender.next_outcome = SendOutcome::sent;
    world.run_at("2022-10-25T08:10");
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
        world.assign(
            "1." + std::to_string(i), "Tháng 5/2022", i % 2 == 0 ? "so-du-lich" : "so-noi-vu"
        );
    }
    world.clock.set("2022-10-25T08:00");
    ASSERT_TRUE(world.scheduler->tick());
    ASSERT_TRUE(world.sender.sent.empty());
    world.report("1.0", Progress::completed, "2022-10-25T08:00");
    world.run_at("2022-10-25T08:00:01");
    ASSERT_EQ(world.sender.sent.size(), 2U);
    EXPECT_EQ(world.sender.sent[0].items.size(), 299U);
    EXPECT_EQ(world.sender.sent[0].dropped, std::vector<std::string>{"1.0"});
}

// A restored log owes again what may have been sent since its backup was made.
TEST(Scheduler, BeginsNothingWhileTheOutboxIsHeld) {
    // Given a mail that could not be delivered, and a task that fell due since
    World world;
    world.assign("2.1", "Tháng 5/2022", "so-du-lich");
    world.sender.next_outcome = SendOutcome::not_sent;
    world.run_at("2022-10-25T08:00");
    ASSERT_EQ(world.sender.sent.size(), 1U);
    const std::string message_id = world.sender.sent.front().message_id;
    world.sender.sent.clear();
    world.sender.next_outcome = SendOutcome::sent;
    world.assign("2.2", "Tháng 7/2022", "so-noi-vu");

    // When the outbox is held, then neither reminder nor digest nor attempt, after a restart too
    ASSERT_TRUE(world.wish({"outbox"}, HoldOutbox{{"restored", std::string(64, '0'), 9}}));
    world.restart();
    const std::uint64_t before = world.store.head().value;
    for (const char* moment : {"2022-10-25T08:30", "2022-10-26T08:00", "2022-11-01T08:00"}) {
        world.run_at(moment);
        EXPECT_TRUE(world.scheduler->tick()->held);
    }
    EXPECT_EQ(world.store.head().value, before);
    EXPECT_TRUE(world.sender.sent.empty());

    // When a person releases it, then what was owed goes under its old Message-ID, once
    ASSERT_TRUE(world.wish({"outbox"}, ReleaseOutbox{{"checked"}}));
    world.restart();
    world.run_at("2022-11-01T08:30");
    EXPECT_FALSE(world.scheduler->tick()->held);
    std::size_t same = 0;
    for (const auto& digest : world.sender.sent) {
        same += digest.message_id == message_id ? 1 : 0;
    }
    EXPECT_EQ(same, 1U);
    EXPECT_EQ(world.sender.sent.size(), 3U);  // and the rounds of both tasks since

    // Nothing is held any more
    const auto again = world.wish({"outbox"}, ReleaseOutbox{{"checked"}});
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, "not_held");
}

}  // namespace
}  // namespace dunghan::testing
