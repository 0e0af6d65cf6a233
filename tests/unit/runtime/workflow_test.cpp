// Tasks on definitions, through the engine, the scheduler and a restart.
#include "engine/task/workflow.h"

#include <gtest/gtest.h>

#include "engine/audit/verify.h"
#include "engine/calendar/calendars.h"
#include "engine/definition/definitions.h"
#include "engine/task/judge.h"
#include "engine/task/milestones.h"

#include "tests/support/small_definition.h"
#include "tests/support/world.h"

namespace dunghan::testing {
namespace {

class Office : public World {
 public:
    explicit Office(const std::optional<Policy>& policy = default_policy())
        : World("2026-08-03T07:00", policy) {
        publish(small_calendar());
        EXPECT_TRUE(wish({definition_stream("dossier")}, PublishDefinition{small_definition()}));
        run_at("2026-08-03T08:00");
        clock.set("2026-08-03T08:30");
    }

    void publish(const CalendarPublished& calendar) {
        EXPECT_TRUE(wish({calendar_stream(calendar.id)}, PublishCalendar{calendar}));
    }

    // Assigned now, on the small definition.
    void open_dossier(const std::string& code) {
        task::Assigned content;
        content.code = code;
        content.description.title = "Hồ sơ " + code;
        content.description.holders = {{PartyKind::agency, "so-du-lich"}};
        ASSERT_TRUE(wish_of(code, task::Assign{content}));
        const auto bound = wish_of(code, task::Bind{{"dossier", 0, "", "", "", ""}});
        ASSERT_TRUE(bound) << bound.error().detail;
    }

    void submit(const std::string& code) {
        task::TakeTransition taken;
        taken.transition = "submit";
        taken.next_holder = Party{PartyKind::agency, "so-tttt"};
        const auto outcome = wish_of(code, taken);
        ASSERT_TRUE(outcome) << outcome.error().detail;
    }

    [[nodiscard]] std::string due(const std::string& code, std::uint32_t number) {
        const auto end = task::due_in_force(state(code), number);
        return end ? to_iso(date_at(plus_ms(*end, -1), Zone{})) : "";
    }

    void expect_replay_equal() {
        MemoryStore scratch;
        const auto verification = audit::verify_views(store, scratch, [](Position) {});
        ASSERT_TRUE(verification) << verification.error().detail;
        EXPECT_FALSE(verification->first) << verification->first->key;
    }
};

TEST(WorkflowInTheEngine, FollowsADefinitionAcrossARestart) {
    Office office;
    office.open_dossier("hs-1");
    office.submit("hs-1");
    office.restart();
    EXPECT_EQ(task::state_name(office.state("hs-1")), "appraising");
    EXPECT_EQ(office.due("hs-1", 257), "2026-08-10");
    EXPECT_EQ(task::following(office.state("hs-1")).version, 1U);
    office.expect_replay_equal();
}

TEST(WorkflowInTheEngine, SilenceActsWhenItsTimeHasComeHoweverLateTheSchedulerIs) {
    Office office;
    office.open_dossier("hs-1");
    office.submit("hs-1");
    const auto before = office.run_at("2026-08-18T23:59:59.999");
    EXPECT_EQ(before.fired, 0U);
    EXPECT_EQ(before.next, at("2026-08-19"));
    office.restart();
    EXPECT_EQ(office.run_at("2026-08-21T10:00").fired, 1U);
    EXPECT_EQ(task::state_name(office.state("hs-1")), "approved");
    EXPECT_EQ(office.state("hs-1").progress.occurred_at, at("2026-08-19"));
    EXPECT_EQ(office.run_at("2026-08-22T10:00").fired, 0U);
    office.expect_replay_equal();
}

TEST(WorkflowInTheEngine, ACorrectedCalendarMovesWhatItTouchesOnceAndNothingElse) {
    Office office;
    office.open_dossier("hs-1");  // due Monday 17 August
    office.open_dossier("hs-2");
    office.submit("hs-2");  // appraised by Monday 10 August
    CalendarPublished corrected = small_calendar(2);
    corrected.days.insert(corrected.days.begin(), {"2026-08-12", DayKind::day_off, "Bão", "CV 7"});
    office.publish(corrected);
    EXPECT_EQ(office.due("hs-1", 256), "2026-08-17");
    const auto report = office.run_at("2026-08-04T09:00");
    EXPECT_EQ(report.reckoned, 2U);
    EXPECT_EQ(report.touched, 2U);  // silence approves hs-2 on the 19th, unless moved
    EXPECT_EQ(report.moved, 1U);
    EXPECT_EQ(office.due("hs-1", 256), "2026-08-18");
    EXPECT_EQ(office.due("hs-2", 257), "2026-08-10");
    EXPECT_EQ(office.run_at("2026-08-05T09:00").moved, 0U);
    office.expect_replay_equal();
}

TEST(WorkflowInTheEngine, ACorrectionOfDaysThatNoTermRunsOverCountsNothingAgain) {
    Office office;
    office.open_dossier("hs-1");  // 3 to 17 August
    CalendarPublished corrected = small_calendar(2);
    corrected.days.insert(corrected.days.begin(), {"2026-08-18", DayKind::day_off, "Bão", "CV 7"});
    office.publish(corrected);
    const auto report = office.run_at("2026-08-04T09:00");
    EXPECT_EQ(report.reckoned, 1U);
    EXPECT_EQ(report.touched, 0U);
    EXPECT_EQ(report.calendars, "vn/2");
    EXPECT_TRUE(report.applied);
}

TEST(WorkflowInTheEngine, ATermIsComparedWithTheCalendarItWasCountedInHoweverManyCameSince) {
    Office office;
    office.open_dossier("hs-1");  // due Monday 17 August
    CalendarPublished corrected = small_calendar(2);
    corrected.days.insert(corrected.days.begin(), {"2026-08-12", DayKind::day_off, "Bão", "CV 7"});
    office.publish(corrected);
    CalendarPublished renamed = corrected;
    renamed.version = 3;
    renamed.name = "Lịch làm việc, bản mới";
    office.publish(renamed);
    EXPECT_EQ(office.run_at("2026-08-04T09:00").moved, 1U);
    EXPECT_EQ(office.due("hs-1", 256), "2026-08-18");
    renamed.version = 4;
    office.publish(renamed);
    EXPECT_EQ(office.run_at("2026-08-05T09:00").touched, 0U);
    office.expect_replay_equal();
}

TEST(WorkflowInTheEngine, AMoveCutOffHalfWayIsFinishedByTheNextProcess) {
    Office office;
    for (int i = 0; i < 600; ++i) {
        office.open_dossier("hs-" + std::to_string(i));
    }
    CalendarPublished corrected = small_calendar(2);
    corrected.days.insert(corrected.days.begin(), {"2026-08-12", DayKind::day_off, "Bão", "CV 7"});
    office.publish(corrected);
    const auto first = office.scheduler->tick();
    ASSERT_TRUE(first);
    EXPECT_EQ(first->moved, 512U);
    EXPECT_EQ(first->reckoned, 512U);
    EXPECT_EQ(first->calendars, "vn/2");
    EXPECT_FALSE(first->applied);
    EXPECT_EQ(first->reminded, 0U);
    office.restart();
    EXPECT_EQ(office.run_at("2026-08-03T08:31").moved, 88U);
    const auto after = office.scheduler->tick();
    ASSERT_TRUE(after);
    EXPECT_EQ(after->calendars, "");
    EXPECT_FALSE(after->applied);
    for (int i = 0; i < 600; ++i) {
        EXPECT_EQ(office.due("hs-" + std::to_string(i), 256), "2026-08-18");
    }
}

TEST(WorkflowInTheEngine, AMoveGoesOnAtOnceWhereNoPolicyNamesASlot) {
    Office office(std::nullopt);
    for (int i = 0; i < 600; ++i) {
        office.open_dossier("hs-" + std::to_string(i));
    }
    CalendarPublished corrected = small_calendar(2);
    corrected.days.insert(corrected.days.begin(), {"2026-08-12", DayKind::day_off, "Bão", "CV 7"});
    office.publish(corrected);
    const auto first = office.scheduler->tick();
    ASSERT_TRUE(first);
    EXPECT_FALSE(first->applied);
    EXPECT_EQ(first->next, office.clock.now());
    const auto last = office.scheduler->tick();
    ASSERT_TRUE(last);
    EXPECT_EQ(last->moved, 88U);
    EXPECT_TRUE(last->applied);
    EXPECT_NE(last->next, office.clock.now());
}

TEST(WorkflowInTheEngine, ATermIsRemindedOfLikeAPrintedDeadline) {
    Office office;
    office.open_dossier("hs-1");  // due Monday 17 August
    office.run_at("2026-08-10T08:00");
    office.run_at("2026-08-18T08:00");
    ASSERT_FALSE(office.sender.sent.empty());
    const auto& items = office.sender.sent.back().items;
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items.front().verdict, "overdue");
    EXPECT_EQ(items.front().deadline, "10 ngày làm việc");
    EXPECT_EQ(items.front().due, "2026-08-17");
}

TEST(WorkflowInTheEngine, NobodyIsRemindedWhileTheClockStandsStill) {
    Office office;
    office.open_dossier("hs-1");
    ASSERT_TRUE(office.wish_of("hs-1", task::SuspendClock{{"chờ hướng dẫn", ""}}));
    office.run_at("2026-08-18T08:00");
    EXPECT_TRUE(office.sender.sent.empty());
}

}  // namespace
}  // namespace dunghan::testing
