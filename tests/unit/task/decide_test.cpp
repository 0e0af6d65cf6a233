#include "engine/task/decide.h"

#include <gtest/gtest.h>

#include "engine/deadline/parse.h"
#include "engine/task/evolve.h"

namespace dunghan::task {
namespace {

Instant at(const std::string& text) {
    return parse_instant(text, Zone{}).value();
}

State assigned(const std::string& deadline = "Tháng 5/2022") {
    Assigned content;
    content.code = "2.8";
    content.milestones = parse_deadlines(deadline, {});
    State state;
    Envelope envelope;
    envelope.version = {1};
    envelope.occurred_at = at("2022-01-01");
    evolve(state, envelope, content);
    return state;
}

void then(State& state, const Event& event, const std::string& when) {
    Envelope envelope;
    envelope.version = {state.version.value + 1};
    envelope.occurred_at = at(when);
    evolve(state, envelope, event);
}

std::string refusal(const State& state, const Command& command) {
    const auto decision = decide(state, command, at("2022-10-25"), {});
    return decision ? "" : decision.error().code;
}

std::size_t events(const State& state, const Command& command, const std::string& when) {
    const auto decision = decide(state, command, at(when), {});
    return decision ? decision->size() : 99;
}

TEST(TaskDecide, RefusesAnythingButAssignmentOfAnUnknownTask) {
    EXPECT_EQ(refusal({}, Cancel{{"vì", ""}}), "no_such_task");
    EXPECT_EQ(refusal({}, Assign{{}}), "");
}

TEST(TaskDecide, AssigningTheSameAgainChangesNothing) {
    const State state = assigned();
    Assigned same;
    same.code = "2.8";
    same.milestones = state.milestones.value;
    EXPECT_EQ(events(state, Assign{same}, "2022-10-25"), 0U);
    same.description.title = "khác";
    EXPECT_EQ(refusal(state, Assign{same}), "already_assigned");
}

TEST(TaskDecide, ReportingTheSameProgressLaterChangesNothing) {
    State state = assigned();
    const ProgressReported running{Progress::in_progress, "", "", false};
    EXPECT_EQ(events(state, ReportProgress{running}, "2022-03-01"), 1U);
    then(state, running, "2022-03-01");
    EXPECT_EQ(events(state, ReportProgress{running}, "2022-04-01"), 0U);
}

TEST(TaskDecide, RecordsThatItWasSoEarlierThanKnown) {
    State state = assigned();
    const ProgressReported running{Progress::in_progress, "", "", false};
    then(state, running, "2022-03-01");
    EXPECT_EQ(events(state, ReportProgress{running}, "2022-02-01"), 1U);
}

TEST(TaskDecide, RefusesProgressOfACancelledTask) {
    State state = assigned();
    then(state, Cancelled{"gộp", ""}, "2022-02-01");
    EXPECT_EQ(refusal(state, ReportProgress{{Progress::completed, "", "", false}}), "cancelled");
    EXPECT_EQ(events(state, Cancel{{"gộp", ""}}, "2022-03-01"), 0U);
}

TEST(TaskDecide, WantsAReasonAndABasisWhereTheyAreOwed) {
    const State state = assigned();
    EXPECT_EQ(refusal(state, Cancel{{"", ""}}), "reason_required");
    EXPECT_EQ(
        refusal(state, GrantExtension{{0, "Tháng 7/2022", at("2022-08-01"), "", ""}}),
        "basis_required"
    );
    EXPECT_EQ(refusal(state, RefuseExtension{{0, "", ""}}), "reason_required");
    EXPECT_EQ(refusal(state, RefuseExtension{{0, "", "không"}}), "no_pending_request");
}

TEST(TaskDecide, WantsContentWhereAFactHasNone) {
    const State state = assigned();
    EXPECT_EQ(refusal(state, Rate{{"", "x", "", ""}}), "content_required");
    EXPECT_EQ(refusal(state, AddEvidence{{"", "", "2022-05-01", ""}}), "content_required");
    EXPECT_EQ(refusal(state, RequestExtension{{0, "", "vì"}}), "content_required");
}

TEST(TaskDecide, KnowsItsMilestones) {
    const State state = assigned();
    EXPECT_EQ(refusal(state, MeetMilestone{{1, ""}}), "no_such_milestone");
    EXPECT_EQ(refusal(state, RequestExtension{{7, "năm 2023", ""}}), "no_such_milestone");
    EXPECT_EQ(events(state, MeetMilestone{{0, ""}}, "2022-03-01"), 1U);
    EXPECT_EQ(
        refusal(
            assigned("Hàng năm"), GrantExtension{{0, "Tháng 7/2022", at("2022-08-01"), "12/QĐ", ""}}
        ),
        "no_such_milestone"
    );
}

TEST(TaskDecide, DropsAReminderThatTheTaskHasOutrun) {
    State state = assigned();
    const RungReached rung{"overdue", 0, 0, at("2022-06-01"), at("2022-06-01")};
    const ReminderIssued reminder{at("2022-06-01T08:00"), "default/1", {rung}, {}};
    EXPECT_EQ(refusal(state, IssueReminder{reminder}), "");
    then(state, reminder, "2022-06-01T08:00");
    EXPECT_EQ(refusal(state, IssueReminder{reminder}), "stale_reminder");
    State done = assigned();
    then(done, ProgressReported{Progress::completed, "", "", false}, "2022-05-30");
    EXPECT_EQ(refusal(done, IssueReminder{reminder}), "stale_reminder");
}

}  // namespace
}  // namespace dunghan::task
