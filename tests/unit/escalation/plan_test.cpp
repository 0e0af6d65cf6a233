#include "engine/escalation/plan.h"

#include <gtest/gtest.h>
#include <map>
#include <rapidcheck/gtest.h>
#include <set>

#include "engine/deadline/parse.h"
#include "engine/policy/slot.h"
#include "engine/task/evolve.h"

#include "tests/support/sample_policy.h"

namespace dunghan::escalation {
namespace {

using testing::at;
using testing::default_policy;

// Working time of a policy without a calendar.
const Calendar weekdays = calendar_of_slot(Slot{}).value();

task::State assigned(const std::string& deadline, const std::string& when = "2022-01-01") {
    task::Assigned content;
    content.code = "2.8";
    content.milestones = parse_deadlines(deadline, {});
    task::State state;
    Envelope envelope;
    envelope.version = {1};
    envelope.occurred_at = at(when);
    evolve(state, envelope, content);
    return state;
}

void then(task::State& state, const task::Event& event, const std::string& when) {
    Envelope envelope;
    envelope.version = {state.version.value + 1};
    envelope.occurred_at = at(when);
    evolve(state, envelope, event);
}

std::vector<std::string> reached(const task::State& state, const std::string& when) {
    std::vector<std::string> rungs;
    for (const auto& rung : plan(state, default_policy(), weekdays, at(when)).reached) {
        rungs.push_back(rung.rung + "#" + std::to_string(rung.occurrence));
    }
    return rungs;
}

using Rungs = std::vector<std::string>;

TEST(Plan, ClimbsTheLadderOfADueDate) {
    const task::State state = assigned("Tháng 10/2022");  // due at 2022-11-01 00:00
    EXPECT_EQ(reached(state, "2022-10-24T23:59:59.999"), Rungs{});
    EXPECT_EQ(reached(state, "2022-10-25"), Rungs{"before-7d#0"});
    EXPECT_EQ(reached(state, "2022-10-31"), Rungs{"before-1d#0"});
    EXPECT_EQ(reached(state, "2022-11-01"), Rungs{"overdue#0"});
    EXPECT_EQ(reached(state, "2022-11-08"), Rungs{"overdue-weekly#0"});
    EXPECT_EQ(reached(state, "2022-11-15"), Rungs{"overdue-weekly#1"});
}

TEST(Plan, DealsWithARungOnce) {
    task::State state = assigned("Tháng 10/2022");
    const Plan first = plan(state, default_policy(), weekdays, at("2022-11-01"));
    then(
        state,
        task::ReminderIssued{at("2022-11-01T08:00"), "default/1", first.reached, {}},
        "2022-11-01T08:00"
    );
    EXPECT_EQ(reached(state, "2022-11-07"), Rungs{});
    EXPECT_EQ(reached(state, "2022-11-08"), Rungs{"overdue-weekly#0"});
}

TEST(Plan, BeginsANewLadderWhenTheDueDateMoves) {
    task::State state = assigned("Tháng 10/2022");
    const Plan first = plan(state, default_policy(), weekdays, at("2022-10-31"));
    then(
        state,
        task::ReminderIssued{at("2022-10-31T08:00"), "default/1", first.reached, {}},
        "2022-10-31T08:00"
    );
    then(
        state,
        task::ExtensionGranted{0, "Tháng 12/2022", at("2023-01-01"), "9/QĐ", ""},
        "2022-10-31T09:00"
    );
    EXPECT_EQ(reached(state, "2022-11-15"), Rungs{});
    EXPECT_EQ(reached(state, "2022-12-25"), Rungs{"before-7d#0"});
}

TEST(Plan, IsSilentOnceTheTaskIsDoneOrCancelled) {
    task::State done = assigned("Tháng 5/2022");
    then(done, task::ProgressReported{task::Progress::completed, "", "", false}, "2022-05-01");
    EXPECT_EQ(next_rung(done, default_policy(), weekdays), std::nullopt);
    task::State cancelled = assigned("Tháng 5/2022");
    then(cancelled, task::Cancelled{"gộp", ""}, "2022-05-01");
    EXPECT_EQ(next_rung(cancelled, default_policy(), weekdays), std::nullopt);
}

TEST(Plan, HasALadderForEachMilestone) {
    const task::State state = assigned("- Lập: Tháng 9/2022. - Làm: Tháng 10/2022.");
    EXPECT_EQ(reached(state, "2022-10-25"), (Rungs{"overdue-weekly#2", "before-7d#0"}));
}

TEST(Plan, RemindsOfAMissedStartUntilItStarts) {
    task::State state = assigned("Từ tháng 7/2022");
    EXPECT_EQ(reached(state, "2022-07-31"), Rungs{});
    EXPECT_EQ(reached(state, "2022-08-01"), Rungs{"start-missed#0"});
    then(state, task::ProgressReported{task::Progress::in_progress, "", "", false}, "2022-08-02");
    // From now on it has no due date: silence is what is noticed
    EXPECT_EQ(reached(state, "2022-08-31"), Rungs{});
    EXPECT_EQ(reached(state, "2022-09-01"), Rungs{"no-update#0"});
}

TEST(Plan, BringsWeeklyRemindersTogetherOnOneWeekday) {
    Policy policy = default_policy();
    policy.rungs = {{"weekly", Anchor::due, 1, 7, 1}};   // Mondays
    const task::State state = assigned("Tháng 9/2022");  // the term ends with Friday 30/9
    EXPECT_TRUE(plan(state, policy, weekdays, at("2022-10-02T23:59")).reached.empty());
    const Plan monday = plan(state, policy, weekdays, at("2022-10-03"));
    ASSERT_EQ(monday.reached.size(), 1U);
    EXPECT_EQ(monday.reached[0].planned, at("2022-10-03"));
    EXPECT_EQ(monday.next, at("2022-10-10"));
    EXPECT_EQ(next_rung(state, policy, weekdays), at("2022-10-03"));
}

TEST(Plan, CountsSilenceFromTheLastUpdate) {
    task::State state = assigned("Hàng năm");
    EXPECT_EQ(reached(state, "2022-01-31"), Rungs{"no-update#0"});
    then(state, task::ProgressReported{task::Progress::in_progress, "", "", false}, "2022-01-20");
    EXPECT_EQ(reached(state, "2022-01-31"), Rungs{});
    EXPECT_EQ(reached(state, "2022-02-19"), Rungs{"no-update#0"});
}

// However often one looks, each rung is reached or passed over exactly once, none early.
RC_GTEST_PROP(Plan, LosesNoRungAndRepeatsNone, ()) {
    const Policy policy = default_policy();
    task::State state = assigned("Tháng 5/2022");
    const auto steps = *rc::gen::container<std::vector<int>>(30, rc::gen::inRange(0, 20 * 24 * 60));
    Instant now = at("2022-05-01");
    std::map<std::string, std::set<std::uint32_t>> seen;
    const auto see = [&](const std::string& rung, std::uint32_t occurrence) {
        RC_ASSERT(seen[rung].insert(occurrence).second);
    };
    for (const int minutes : steps) {
        now = plus_ms(now, minutes * ms_per_minute);
        const Plan found = plan(state, policy, weekdays, now);
        const auto next = next_rung(state, policy, weekdays);
        RC_ASSERT(found.reached.empty() == (!next || *next > now));
        RC_ASSERT(!found.next || *found.next > now);
        for (const auto& rung : found.reached) {
            RC_ASSERT(rung.planned <= now);
            see(rung.rung, rung.occurrence);
        }
        for (const auto& passed : found.superseded) {
            for (std::uint32_t k = passed.from; k <= passed.to; ++k) {
                see(passed.rung, k);
            }
        }
        if (!found.reached.empty()) {
            then(
                state,
                task::ReminderIssued{now, "default/1", found.reached, found.superseded},
                to_rfc3339(now)
            );
        }
    }
    const std::int64_t weeks = (now.ms - at("2022-06-01").ms) / (7 * ms_per_day);
    for (std::int64_t k = 0; k < weeks; ++k) {
        RC_ASSERT(seen["overdue-weekly"].count(static_cast<std::uint32_t>(k)) == 1);
    }
}

}  // namespace
}  // namespace dunghan::escalation
