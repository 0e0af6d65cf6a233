// A task on its definition: transitions, terms, a clock that stands still.
#include "engine/task/workflow.h"

#include <gtest/gtest.h>

#include "engine/task/decide.h"
#include "engine/task/evolve.h"
#include "engine/task/judge.h"
#include "engine/task/milestones.h"

#include "tests/support/small_definition.h"

namespace dunghan::task {
namespace {

using testing::small_calendar;
using testing::small_definition;

Instant at(const std::string& text) {
    return parse_instant(text, Zone{}).value();
}

const Party appraiser{PartyKind::agency, "so-tttt"};

// A dossier assigned on Monday 3 August 2026 that follows the small definition.
class Dossier {
 public:
    Dossier() {
        Assigned content;
        content.code = "hs-1";
        content.kind = Kind::dossier;
        content.description.holders = {{PartyKind::agency, "so-du-lich"}};
        wish("2026-08-03", Assign{content});
        wish("2026-08-03", Bind{{"dossier", 0, "", "", "", ""}});
    }

    // Grants the wish and folds what it led to. The code of the refusal, or "".
    std::string wish(const std::string& when, const Command& command) {
        const Rules rules{&definition, &calendar, Zone{}, "dieu-phoi", "", 2};
        const auto events = decide(state, command, at(when), rules);
        if (!events) {
            return events.error().code;
        }
        last = *events;
        for (const Event& event : *events) {
            Envelope envelope;
            envelope.version = {state.version.value + 1};
            envelope.occurred_at = at(when);
            envelope.recorded_at = at(when);
            evolve(state, envelope, event);
        }
        return "";
    }

    std::string take(
        const std::string& when, const std::string& transition, Role as = Role::coordinator
    ) {
        TakeTransition wish_for;
        wish_for.transition = transition;
        wish_for.as = as;
        if (transition == "submit" || transition == "resubmit") {
            wish_for.next_holder = appraiser;
        }
        if (transition == "approve") {
            wish_for.evidence = Evidence{"UBND tỉnh", "12/QĐ-UBND", "2026-08-20", ""};
        }
        if (transition == "return" || transition == "withdraw") {
            wish_for.reason = "thiếu sơ đồ mạng";
            wish_for.basis = "12/CV";
        }
        return wish(when, wish_for);
    }

    [[nodiscard]] Judgement on(const std::string& when) const {
        return judge(state, at(when), Zone{});
    }

    [[nodiscard]] std::string due(std::uint32_t number) const {
        const auto end = due_in_force(state, number);
        return end ? to_iso(date_at(plus_ms(*end, -1), Zone{})) : "";
    }

    Definition definition = small_definition();
    CalendarPublished days = small_calendar();
    Calendar calendar = Calendar::resolve({days}).value();
    State state;
    std::vector<Event> last;
};

TEST(Workflow, StartsTheTermsOfItsInitialState) {
    const Dossier dossier;
    EXPECT_EQ(state_name(dossier.state), "building");
    EXPECT_EQ(dossier.due(256), "2026-08-17");
    EXPECT_EQ(milestone_of(dossier.state, 256)->raw, "10 ngày làm việc");
    EXPECT_EQ(dossier.on("2026-08-17T23:59:59.999").verdict, Verdict::due_soon);
    EXPECT_EQ(dossier.on("2026-08-18").verdict, Verdict::overdue);
    EXPECT_EQ(dossier.on("2026-08-18").days_late, 1);
}

TEST(Workflow, ATransitionMeetsItsTermStartsTheNextAndHandsTheBallOn) {
    Dossier dossier;
    ASSERT_EQ(dossier.take("2026-08-14", "submit", Role::holder), "");
    EXPECT_EQ(state_name(dossier.state), "appraising");
    EXPECT_TRUE(is_met(dossier.state, 256));
    EXPECT_EQ(dossier.due(257), "2026-08-21");
    EXPECT_EQ(dossier.state.waiting_on.value.party, appraiser);
    EXPECT_EQ(dossier.state.progress.value.progress, Progress::submitted);
    EXPECT_EQ(dossier.state.progress.value.stage, "appraising");
}

TEST(Workflow, AWorkedSaturdayCounts) {
    Dossier dossier;
    ASSERT_EQ(dossier.take("2026-08-17", "submit"), "");
    EXPECT_EQ(dossier.due(257), "2026-08-22");
}

TEST(Workflow, CompletedOnTheDueDayIsOnTimeTheDayAfterIsLate) {
    Dossier on_time;
    ASSERT_EQ(on_time.take("2026-08-10", "submit"), "");
    ASSERT_EQ(on_time.take("2026-08-17T20:00", "approve"), "");
    EXPECT_EQ(on_time.on("2026-09-30").verdict, Verdict::completed);

    Dossier late;
    ASSERT_EQ(late.take("2026-08-10", "submit"), "");
    ASSERT_EQ(late.take("2026-08-18T00:00", "approve"), "");
    EXPECT_EQ(late.on("2026-09-30").verdict, Verdict::completed_late);
    EXPECT_EQ(late.on("2026-09-30").days_late, 1);
}

TEST(Workflow, RefusesWhatTheDefinitionDoesNotAllow) {
    Dossier dossier;
    EXPECT_EQ(dossier.take("2026-08-04", "approve"), "wrong_state");
    EXPECT_EQ(dossier.take("2026-08-04", "fly"), "no_such_transition");
    EXPECT_EQ(dossier.take("2026-08-04", "submit", Role::appraiser), "wrong_role");
    EXPECT_EQ(
        dossier.wish("2026-08-04", TakeTransition{"submit", Role::holder, "", "", "", {}, {}}),
        "next_holder_required"
    );
    ASSERT_EQ(dossier.take("2026-08-04", "submit"), "");
    EXPECT_EQ(dossier.take("2026-08-04", "approve-by-silence"), "wrong_role");
    EXPECT_EQ(
        dossier.wish("2026-08-04", TakeTransition{"approve", Role::appraiser, "", "", "", {}, {}}),
        "evidence_required"
    );
    EXPECT_EQ(
        dossier.wish("2026-08-04", TakeTransition{"withdraw", Role::holder, "", "", "", {}, {}}),
        "reason_required"
    );
    EXPECT_EQ(
        dossier.wish("2026-08-04", ReportProgress{{Progress::completed, "", "", false}}),
        "follows_definition"
    );
}

TEST(Workflow, WithdrawingCancelsWithItsReason) {
    Dossier dossier;
    ASSERT_EQ(dossier.take("2026-08-05", "withdraw"), "");
    EXPECT_EQ(dossier.on("2026-12-01").verdict, Verdict::cancelled);
    EXPECT_EQ(dossier.state.cancelled.value.reason, "thiếu sơ đồ mạng");
}

TEST(Workflow, SilenceTakesTheTransitionByItselfAndNotADayBefore) {
    Dossier dossier;
    ASSERT_EQ(dossier.take("2026-08-10", "submit"), "");
    const auto deemed = next_deemed(dossier.state);
    ASSERT_TRUE(deemed);
    EXPECT_EQ(deemed->at, at("2026-08-26"));
    EXPECT_EQ(
        dossier.wish("2026-08-25T23:59:59.999", TakeDeemed{deemed->milestone, deemed->transition}),
        "stale_timer"
    );
    ASSERT_EQ(dossier.wish("2026-08-26", TakeDeemed{deemed->milestone, deemed->transition}), "");
    EXPECT_EQ(state_name(dossier.state), "approved");
    EXPECT_TRUE(dossier.state.course->entered.value.deemed);
    EXPECT_EQ(dossier.state.course->entered.value.basis, "NĐ 3");
    EXPECT_FALSE(next_deemed(dossier.state));
}

TEST(Workflow, AnAnswerInTimeEndsTheSilence) {
    Dossier dossier;
    ASSERT_EQ(dossier.take("2026-08-10", "submit"), "");
    const auto deemed = next_deemed(dossier.state);
    ASSERT_EQ(dossier.take("2026-08-12", "return"), "");
    EXPECT_FALSE(next_deemed(dossier.state));
    EXPECT_EQ(
        dossier.wish("2026-08-26", TakeDeemed{deemed->milestone, deemed->transition}), "stale_timer"
    );
    EXPECT_EQ(state_name(dossier.state), "supplementing");
}

TEST(Workflow, AStateThatPausesMovesTheTermByItsWorkingDays) {
    Dossier dossier;
    ASSERT_EQ(dossier.take("2026-08-10", "submit"), "");
    ASSERT_EQ(dossier.due(257), "2026-08-17");
    ASSERT_EQ(dossier.take("2026-08-12", "return"), "");
    EXPECT_TRUE(is_suspended(dossier.state));
    EXPECT_EQ(dossier.on("2026-08-20").verdict, Verdict::suspended);
    ASSERT_EQ(dossier.take("2026-08-18", "resubmit"), "");
    EXPECT_FALSE(is_suspended(dossier.state));
    // Wednesday 12 to Monday 17 are four working days; 17 August + 4 = Friday 21.
    EXPECT_EQ(dossier.due(257), "2026-08-21");
    EXPECT_EQ(reckoning_in_force(dossier.state, 257)->pauses.size(), 1U);
}

TEST(Workflow, SuspendingByHandShiftsByTheDaysItTook) {
    Dossier dossier;
    EXPECT_EQ(dossier.wish("2026-08-05", SuspendClock{{"", ""}}), "reason_required");
    EXPECT_EQ(dossier.wish("2026-08-05", ResumeClock{{"", ""}}), "not_suspended");
    ASSERT_EQ(dossier.wish("2026-08-05", SuspendClock{{"chờ hướng dẫn", "1/CV"}}), "");
    ASSERT_EQ(dossier.wish("2026-08-10", ResumeClock{{"đã có hướng dẫn", ""}}), "");
    EXPECT_EQ(dossier.due(256), "2026-08-20");
}

TEST(Workflow, WhatWasLateWhenTheClockStoppedStaysLate) {
    Dossier dossier;
    ASSERT_EQ(dossier.wish("2026-08-20", SuspendClock{{"chờ", ""}}), "");
    EXPECT_EQ(dossier.on("2026-09-20").verdict, Verdict::overdue);
    EXPECT_EQ(dossier.on("2026-09-20").days_late, 3);
    ASSERT_EQ(dossier.wish("2026-09-21", ResumeClock{{"", ""}}), "");
    EXPECT_EQ(dossier.due(256), "2026-08-17");
}

TEST(Workflow, ARestartedTermCountsFromZero) {
    Dossier dossier;
    ASSERT_EQ(dossier.wish("2026-08-10", RestartTerm{256, "hồ sơ đổi phạm vi", "2/CV"}), "");
    EXPECT_EQ(dossier.due(256), "2026-08-22");
    EXPECT_EQ(dossier.wish("2026-08-10", RestartTerm{300, "vì", ""}), "no_such_term");
}

TEST(Workflow, ASecondExtensionIsRefusedWhereOneIsAllowed) {
    Dossier dossier;
    ASSERT_EQ(
        dossier.wish("2026-08-10", GrantExtension{{256, "31/8", at("2026-09-01"), "3/QĐ", ""}}), ""
    );
    EXPECT_EQ(dossier.due(256), "2026-08-31");
    EXPECT_EQ(
        dossier.wish("2026-08-11", GrantExtension{{256, "30/9", at("2026-10-01"), "4/QĐ", ""}}),
        "extension_spent"
    );
    EXPECT_FALSE(dossier.on("2026-08-12").was_overdue);
}

TEST(Workflow, AnExtensionAfterTheDueInstantKeepsTheMark) {
    Dossier dossier;
    ASSERT_EQ(
        dossier.wish("2026-08-19", GrantExtension{{256, "31/8", at("2026-09-01"), "3/QĐ", ""}}), ""
    );
    EXPECT_TRUE(dossier.on("2026-08-20").was_overdue);
    EXPECT_EQ(dossier.on("2026-08-20").verdict, Verdict::on_schedule);
    EXPECT_EQ(dossier.on("2026-08-20").original_due_before, at("2026-08-18"));
}

TEST(Workflow, AnExtendedTermIsLongerByAPauseToo) {
    Dossier dossier;
    ASSERT_EQ(
        dossier.wish("2026-08-04", GrantExtension{{256, "25/8", at("2026-08-26"), "3/QĐ", ""}}), ""
    );
    ASSERT_EQ(dossier.wish("2026-08-05", SuspendClock{{"chờ", ""}}), "");
    ASSERT_EQ(dossier.wish("2026-08-07", ResumeClock{{"", ""}}), "");
    EXPECT_EQ(dossier.due(256), "2026-08-27");
}

TEST(Workflow, ACorrectedCalendarMovesTheTermByAnEvent) {
    Dossier dossier;
    ASSERT_EQ(dossier.wish("2026-08-04", ReckonTerms{"vn/1"}), "");
    EXPECT_TRUE(dossier.last.empty());
    CalendarPublished corrected = small_calendar(2);
    corrected.days.insert(corrected.days.begin(), {"2026-08-06", DayKind::day_off, "Bão", "CV 7"});
    dossier.calendar = Calendar::resolve({corrected}).value();
    EXPECT_EQ(dossier.due(256), "2026-08-17");
    ASSERT_EQ(dossier.wish("2026-08-05", ReckonTerms{"vn/2"}), "");
    EXPECT_EQ(dossier.due(256), "2026-08-18");
    EXPECT_EQ(reckoning_in_force(dossier.state, 256)->calendar, "vn/2");
    ASSERT_EQ(dossier.wish("2026-08-05", ReckonTerms{"vn/2"}), "");
    EXPECT_TRUE(dossier.last.empty());
}

TEST(Workflow, MigratesToANewVersionWhenAskedAndNotBefore) {
    Dossier dossier;
    dossier.definition = small_definition(2);
    dossier.definition.terms[0].budget.amount = 8;
    EXPECT_EQ(following(dossier.state).version, 1U);
    ASSERT_EQ(dossier.wish("2026-08-06", Migrate{{"dossier", 2, "", "NĐ mới"}}), "");
    EXPECT_EQ(following(dossier.state).version, 2U);
    EXPECT_EQ(state_name(dossier.state), "building");
    EXPECT_EQ(dossier.due(256), "2026-08-13");
    EXPECT_EQ(dossier.wish("2026-08-06", Migrate{{"dossier", 2, "nowhere", "x"}}), "wrong_state");
}

TEST(Workflow, NothingIsReckonedWithoutACalendar) {
    Dossier dossier;
    const Rules rules{&dossier.definition, nullptr, Zone{}, "dieu-phoi", "", 2};
    TakeTransition submit;
    submit.transition = "submit";
    submit.next_holder = appraiser;
    const auto events = decide(dossier.state, submit, at("2026-08-10"), rules);
    ASSERT_FALSE(events);
    EXPECT_EQ(events.error().code, "no_calendar");
}

// Folding in any order gives one state: every fact is settled by when it occurred.
TEST(Workflow, StandsWhereTheNewestOccurrencePutIt) {
    Dossier dossier;
    ASSERT_EQ(dossier.take("2026-08-10", "submit"), "");
    Envelope envelope;
    envelope.version = {state_name(dossier.state).empty() ? 0 : dossier.state.version.value + 1};
    envelope.occurred_at = at("2026-08-09");
    evolve(
        dossier.state, envelope, StateEntered{"withdraw", "building", "withdrawn", "", "", false}
    );
    EXPECT_EQ(state_name(dossier.state), "appraising");
}

}  // namespace
}  // namespace dunghan::task
