// The ladder of the statutory policy, from the log to the mails: who is told, when, in whose place.
#include <algorithm>
#include <gtest/gtest.h>

#include "tests/support/sample_calendar.h"
#include "tests/support/small_definition.h"
#include "tests/support/world.h"

namespace dunghan::testing {
namespace {

using Lines = std::vector<std::string>;

DirectoryPublished office() {
    DirectoryPublished directory = small_directory();
    directory.version = 2;
    directory.agencies[1].head_email = "gd.du-lich@khanhhoa.example";
    directory.committee = {"Văn phòng Ban Chỉ đạo", "bcd@khanhhoa.example"};
    return directory;
}

class Office : public World {
 public:
    explicit Office(const DirectoryPublished& directory = office()) : World("2026-11-02T09:00") {
        publish({"directory"}, PublishDirectory{directory});
        publish({"calendar/vn"}, PublishCalendar{vn_2026()});
        Policy policy = statutory_policy();
        policy.name = "default";
        policy.version = 2;
        publish({"policy"}, PublishPolicy{policy});
        assign("2.8", "27/11/2026", "so-du-lich", "2026-11-02T09:00");
    }

    void publish(const StreamId& stream, Command command) {
        const Outcome outcome = wish(stream, std::move(command));
        ASSERT_TRUE(outcome) << outcome.error().detail;
    }

    // Lives from one wake to the next. Each mail: "23/11/2026 07:30 so-du-lich before-3wd".
    Lines live(const std::string& from, const std::string& until) {
        const std::size_t before = sender.sent.size();
        Instant now = at(from);
        while (now < at(until)) {
            const TickReport report = run_at(to_rfc3339(now));
            troubles.insert(troubles.end(), report.troubles.begin(), report.troubles.end());
            now = report.next.value_or(at(until));
        }
        clock.set(until);
        Lines lines;
        for (std::size_t i = before; i < sender.sent.size(); ++i) {
            lines.push_back(line_of(sender.sent[i]));
        }
        return lines;
    }

    // The last reminder that the log holds.
    task::ReminderIssued last_reminder() {
        task::ReminderIssued last;
        EXPECT_TRUE(store.read({1}, [&](const Record& record) {
            if (record.envelope.type == EventType::reminder_issued) {
                last = std::get<task::ReminderIssued>(std::get<task::Event>(
                    decode_payload(record.envelope.type, record.envelope.schema, record.payload)
                        .value()
                ));
            }
            return true;
        }));
        return last;
    }

    int count(EventType type) {
        int found = 0;
        EXPECT_TRUE(store.read({1}, [&](const Record& record) {
            found += record.envelope.type == type ? 1 : 0;
            return true;
        }));
        return found;
    }

    Lines troubles;

 private:
    static std::string line_of(const reminder::DigestIssued& digest) {
        const int minute = minute_of_day(digest.slot, Zone{});
        std::string line = to_vietnamese(date_at(digest.slot, Zone{})) + " " +
                           std::to_string(minute / 60) + ":" + std::to_string(minute % 60) + " " +
                           digest.recipient;
        for (const reminder::Item& item : digest.items) {
            line += " " + item.rung + (item.promise.empty() ? "" : " promised " + item.promise);
        }
        return line;
    }
};

//     November 2026            December 2026
//  Mo Tu We Th Fr Sa Su     Mo Tu We Th Fr Sa Su
//  16 17 18 19 20 21 22         1  2  3  4  5  6
//  23 -- 25 26 27 28 29      7  8  9 10 11 12 13      -- Ngày Văn hóa Việt Nam
//  30                       14 15 16 17 18 19 20
TEST(LadderInTheEngine, TellsTheRolesInTheHoursOfWorkingDays) {
    Office world;
    EXPECT_EQ(
        world.live("2026-11-02T09:00", "2026-12-06"),
        (Lines{
            "23/11/2026 7:30 so-du-lich before-3wd",
            "26/11/2026 7:30 so-du-lich before-1wd",
            "26/11/2026 7:30 so-du-lich:head before-1wd",
            "30/11/2026 7:30 so-du-lich after-1wd",
            "30/11/2026 7:30 so-du-lich:head after-1wd",
            "30/11/2026 7:30 so-tttt after-1wd",
            "02/12/2026 7:30 committee after-3wd",
            "02/12/2026 7:30 so-du-lich after-3wd",
            "02/12/2026 7:30 so-du-lich:head after-3wd",
            "02/12/2026 7:30 so-tttt after-3wd",
            "04/12/2026 7:30 committee after-3wd",
            "04/12/2026 7:30 so-du-lich after-3wd",
            "04/12/2026 7:30 so-du-lich:head after-3wd",
            "04/12/2026 7:30 so-tttt after-3wd"})
    );
    // Four more occurrences for four recipients each, and then no more
    EXPECT_EQ(world.live("2026-12-06", "2027-06-30").size(), 16U);
    EXPECT_EQ(world.troubles, Lines{});
}

TEST(LadderInTheEngine, GoesOnWithTheNextRungWhenAPromiseIsBrokenAndSaysSo) {
    Office world;
    EXPECT_EQ(world.live("2026-11-02T09:00", "2026-11-23T10:00").size(), 1U);
    ASSERT_TRUE(
        world.wish_of("2.8", task::Acknowledge{{"so-du-lich", "2026-11-26", {}, "đang trình ký"}})
    );
    // 26/11 would have been before-1wd; the promise breaks with the beginning of the next working
    // day
    EXPECT_EQ(
        world.live("2026-11-23T10:00", "2026-11-29"),
        (Lines{
            "27/11/2026 7:30 so-du-lich before-1wd promised 2026-11-26",
            "27/11/2026 7:30 so-du-lich:head before-1wd promised 2026-11-26"})
    );
}

TEST(LadderInTheEngine, CompletionStopsEverythingIncludingMailThatIsStillOwed) {
    Office world;
    world.sender.next_outcome = SendOutcome::not_sent;
    EXPECT_EQ(world.live("2026-11-02T09:00", "2026-11-23T07:31").size(), 1U);
    world.report("2.8", task::Progress::completed, "2026-11-23T07:31");
    world.sender.next_outcome = SendOutcome::sent;
    EXPECT_EQ(world.live("2026-11-23T07:31", "2027-06-30"), Lines{});
    EXPECT_EQ(world.count(EventType::delivery_withdrawn), 1);
    EXPECT_EQ(world.count(EventType::delivery_sent), 0);
}

TEST(LadderInTheEngine, RecordsARungThatCompletionOvertook) {
    Office world;
    (void)world.live("2026-11-02T09:00", "2026-11-30T07:00");
    // after-1wd is reached with Monday 30/11, 0:00, and its slot opens at 7:30
    world.report("2.8", task::Progress::completed, "2026-11-30T07:00");
    EXPECT_EQ(world.live("2026-11-30T07:00", "2027-06-30"), Lines{});
    const task::ReminderIssued overtaken = world.last_reminder();
    EXPECT_EQ(overtaken.overtaken_by, "completed");
    ASSERT_EQ(overtaken.reached.size(), 1U);
    EXPECT_EQ(overtaken.reached[0].rung, "after-1wd");
    EXPECT_EQ(overtaken.reached[0].recipients, Lines{});
}

TEST(LadderInTheEngine, FollowsAChainOfDelegationsAndNamesWhoHandedOver) {
    DirectoryPublished directory = office();
    directory.delegations = {
        {"so-du-lich", "so-noi-vu", "2026-11-16", "2026-11-24", "nghỉ phép"},
        {"so-noi-vu", "so-tttt", "2026-11-23", "2026-11-23", "đi công tác"}};
    Office world(directory);
    EXPECT_EQ(
        world.live("2026-11-02T09:00", "2026-11-24"), Lines{"23/11/2026 7:30 so-tttt before-3wd"}
    );
    const task::ReminderIssued reminder = world.last_reminder();
    ASSERT_EQ(reminder.delegated.size(), 1U);
    EXPECT_EQ(reminder.delegated[0], (task::Delegated{"so-du-lich", "so-tttt"}));
}

TEST(LadderInTheEngine, GoesARungUpWhereNobodyCanBeToldAndSaysWhy) {
    DirectoryPublished directory = office();
    directory.agencies[1].head_email = "";
    Office world(directory);
    EXPECT_EQ(
        world.live("2026-11-26T06:00", "2026-11-27"),
        (Lines{"26/11/2026 7:30 so-du-lich before-1wd", "26/11/2026 7:30 so-tttt before-1wd"})
    );
    const task::ReminderIssued reminder = world.last_reminder();
    ASSERT_EQ(reminder.unresolved.size(), 1U);
    EXPECT_EQ(reminder.unresolved[0].role, Role::head);
    EXPECT_EQ(reminder.unresolved[0].instead, "so-tttt");
    ASSERT_EQ(world.troubles.size(), 1U);  // and the run says it aloud
    EXPECT_NE(world.troubles[0].find("head of so-du-lich"), std::string::npos);
}

TEST(LadderInTheEngine, IsMutedForTheChildrenOfAnOverdueTaskAndNotedSo) {
    Office world;
    world.assign("2.9", "27/11/2026", "so-noi-vu", "2026-11-02T09:00");
    world.publish({"definition/dossier"}, PublishDefinition{small_definition()});
    ASSERT_TRUE(world.wish_of("2.9", task::Bind{{"dossier", 0, "", "task/2.8", "", ""}}));
    const Lines mails = world.live("2026-11-30T06:00", "2026-12-01T09:00");
    EXPECT_EQ(std::ranges::count(mails, "30/11/2026 7:30 so-noi-vu after-1wd"), 0);
    EXPECT_EQ(std::ranges::count(mails, "30/11/2026 7:30 so-du-lich after-1wd"), 1);
    // Once the parent is done, the child is told again
    world.report("2.8", task::Progress::completed, "2026-12-01T09:00");
    const Lines later = world.live("2026-12-01T09:00", "2026-12-03");
    EXPECT_FALSE(later.empty());
}

// Two policies whose slots open at half past seven and at eight: a process that begins after both
// needs no tick for the one that has nothing to tell.
TEST(Rounds, OfPoliciesWithNothingToTellTakeNoTickOfTheirOwn) {
    World world("2026-11-02T09:00");
    ASSERT_TRUE(world.wish({"calendar/vn"}, PublishCalendar{vn_2026()}));
    ASSERT_TRUE(world.wish({"policy/statutory"}, PublishPolicy{statutory_policy()}));
    world.assign("2.8", "02/11/2026", "so-du-lich", "2026-11-02T09:00");
    world.clock.set("2026-11-03T08:00");
    const auto report = world.scheduler->tick();
    ASSERT_TRUE(report);
    EXPECT_EQ(report->reminded, 1U);
}

}  // namespace
}  // namespace dunghan::testing
