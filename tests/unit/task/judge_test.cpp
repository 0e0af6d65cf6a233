#include "engine/task/judge.h"

#include <gtest/gtest.h>

#include "engine/deadline/parse.h"
#include "engine/task/evolve.h"

namespace dunghan::task {
namespace {

Instant at(const std::string& text) {
    return parse_instant(text, Zone{}).value();
}

// A task told event by event.
class Story {
 public:
    explicit Story(const std::string& deadline, Kind kind = Kind::plan_task) {
        Assigned content;
        content.kind = kind;
        content.code = "2.8";
        content.milestones = parse_deadlines(deadline, {});
        tell("2022-01-01", content);
    }

    Story& tell(const std::string& when, const Event& event) {
        Envelope envelope;
        envelope.version = {++version_};
        envelope.occurred_at = at(when);
        envelope.recorded_at = at("2022-12-31");
        evolve(state_, envelope, event);
        return *this;
    }

    Story& progress(const std::string& when, Progress progress, bool observed = false) {
        return tell(when, ProgressReported{progress, "", "", observed});
    }

    [[nodiscard]] Judgement on(const std::string& when) const {
        return judge(state_, at(when), Zone{});
    }

    [[nodiscard]] const State& state() const { return state_; }

 private:
    State state_;
    std::uint64_t version_ = 0;
};

TEST(Judge, TurnsOverdueAtTheFirstInstantAfterTheMonth) {
    const Story story("Tháng 5/2022");
    EXPECT_EQ(story.on("2022-05-31T16:59:59.999Z").verdict, Verdict::due_soon);
    EXPECT_EQ(story.on("2022-05-31T17:00:00Z").verdict, Verdict::overdue);
    EXPECT_EQ(story.on("2022-05-31T17:00:00Z").days_late, 1);
    EXPECT_EQ(story.on("2022-10-25").days_late, 147);
}

TEST(Judge, CountsTheDaysOfTheOldestDossier) {
    const Story story("Quý II/2021", Kind::dossier);
    EXPECT_EQ(story.on("2022-10-25").days_late, 482);
}

TEST(Judge, IsDueSoonWithinSevenDays) {
    const Story story("Tháng 10/2022");
    EXPECT_EQ(story.on("2022-10-23T23:59").verdict, Verdict::on_schedule);
    EXPECT_EQ(story.on("2022-10-24").verdict, Verdict::due_soon);
    EXPECT_EQ(story.on("2022-10-24").days_left, 7);
    EXPECT_EQ(story.on("2022-10-31").days_left, 0);
}

TEST(Judge, MissesAStartOnlyWhileNothingHasStarted) {
    Story story("Từ tháng 7/2022");
    EXPECT_EQ(story.on("2022-07-31").verdict, Verdict::no_due_date);
    EXPECT_EQ(story.on("2022-08-01").verdict, Verdict::start_missed);
    EXPECT_EQ(story.on("2022-10-25").days_late, 86);
    story.progress("2022-10-01", Progress::in_progress);
    EXPECT_EQ(story.on("2022-10-25").verdict, Verdict::no_due_date);
}

TEST(Judge, ShowsTheUnmetMilestoneThatIsLongestPast) {
    Story story("- Lập đề án: Tháng 7/2022. - Triển khai: Tháng 8/2022.");
    EXPECT_EQ(story.on("2022-10-25").milestone, 0);
    EXPECT_EQ(story.on("2022-10-25").days_late, 86);
    story.tell("2022-10-01", MilestoneMet{0, ""});
    EXPECT_EQ(story.on("2022-10-25").milestone, 1);
    EXPECT_EQ(story.on("2022-10-25").days_late, 55);
    story.tell("2022-10-02", MilestoneMet{1, ""});
    EXPECT_EQ(story.on("2022-10-25").verdict, Verdict::no_due_date);
}

TEST(Judge, CompletedOnTheLastDayIsOnTimeAndTheDayAfterIsLate) {
    EXPECT_EQ(
        Story("Tháng 5/2022")
            .progress("2022-05-31T23:59", Progress::completed)
            .on("2022-06-30")
            .verdict,
        Verdict::completed
    );
    const auto late =
        Story("Tháng 5/2022").progress("2022-06-01", Progress::completed).on("2022-06-30");
    EXPECT_EQ(late.verdict, Verdict::completed_late);
    EXPECT_EQ(late.days_late, 1);
}

TEST(Judge, CountsTheSubmissionNotItsConfirmation) {
    Story story("Tháng 5/2022");
    story.progress("2022-05-30", Progress::submitted).progress("2022-07-15", Progress::completed);
    EXPECT_EQ(story.on("2022-08-01").verdict, Verdict::completed);
}

TEST(Judge, CountsTheSecondSubmissionWhenTheFirstWasSentBack) {
    Story story("Tháng 5/2022");
    story.progress("2022-05-30", Progress::submitted)
        .progress("2022-06-02", Progress::in_progress)
        .progress("2022-06-10", Progress::submitted)
        .progress("2022-07-15", Progress::completed);
    EXPECT_EQ(story.on("2022-08-01").days_late, 10);
}

TEST(Judge, SaysNothingOfLatenessWhenItWasOnlySeenToBeDone) {
    const Story story = Story("Tháng 5/2022").progress("2022-10-25", Progress::completed, true);
    EXPECT_EQ(story.on("2022-10-25").verdict, Verdict::completed);
}

TEST(Judge, AnExtensionBeforeTheDueInstantMovesIt) {
    Story story("Tháng 5/2022");
    story.tell("2022-05-20", ExtensionGranted{0, "Tháng 7/2022", at("2022-08-01"), "12/QĐ", ""});
    EXPECT_EQ(story.on("2022-07-31").verdict, Verdict::due_soon);
    EXPECT_FALSE(story.on("2022-07-31").was_overdue);
    EXPECT_EQ(story.on("2022-08-01").verdict, Verdict::overdue);
    EXPECT_EQ(story.on("2022-08-01").original_due_before, at("2022-06-01"));
}

TEST(Judge, AnExtensionAfterTheDueInstantKeepsTheMark) {
    Story story("Tháng 5/2022");
    story.tell("2022-06-10", ExtensionGranted{0, "Tháng 7/2022", at("2022-08-01"), "12/QĐ", ""});
    EXPECT_EQ(story.on("2022-07-01").verdict, Verdict::on_schedule);
    EXPECT_TRUE(story.on("2022-07-01").was_overdue);
}

TEST(Judge, AnExtensionMovesTheEndOfAStartWindow) {
    Story story("Từ tháng 7/2022");
    story.tell("2022-07-20", ExtensionGranted{0, "Năm 2023", at("2024-01-01"), "12/QĐ", ""});
    EXPECT_EQ(story.on("2022-10-25").verdict, Verdict::no_due_date);
    EXPECT_EQ(story.on("2024-01-01").verdict, Verdict::start_missed);
    EXPECT_EQ(story.on("2024-01-01").original_due_before, at("2022-08-01"));
    EXPECT_EQ(due_in_force(story.state(), 0), std::nullopt);
}

TEST(Judge, RemembersThatAMilestoneWasMetLate) {
    Story story("Tháng 5/2022");
    story.tell("2022-08-01", MilestoneMet{0, ""}).progress("2022-08-02", Progress::completed);
    EXPECT_EQ(story.on("2022-10-25").verdict, Verdict::completed_late);
    EXPECT_EQ(story.on("2022-10-25").days_late, 62);
}

TEST(Judge, APendingRequestMovesNothing) {
    Story story("Tháng 5/2022");
    story.tell("2022-05-20", ExtensionRequested{0, "năm 2023", ""});
    EXPECT_EQ(story.on("2022-06-01").verdict, Verdict::overdue);
    EXPECT_EQ(story.on("2022-06-01").extension_pending, "năm 2023");
    story.tell("2022-06-02", ExtensionRefused{0, "", "không đồng ý"});
    EXPECT_EQ(story.on("2022-06-03").extension_pending, "");
}

TEST(Judge, NeverTakesAnUnreadableDeadlineForNone) {
    EXPECT_EQ(Story("khi có điều kiện").on("2022-10-25").verdict, Verdict::undecided);
}

TEST(Judge, KnowsAMissingReportAndACancelledTask) {
    Story report("Tháng 9/2022", Kind::report);
    report.tell("2022-10-25", Rated{"missing", "", "", ""});
    EXPECT_EQ(report.on("2022-10-25").verdict, Verdict::missing);
    report.progress("2022-10-26", Progress::completed);
    EXPECT_NE(report.on("2022-10-26").verdict, Verdict::missing);
    Story story("Tháng 5/2022");
    story.tell("2022-05-20", Cancelled{"gộp vào 2.9", ""});
    EXPECT_EQ(story.on("2022-10-25").verdict, Verdict::cancelled);
}

TEST(Judge, PrintsTheCodeOfEveryPair) {
    const auto code = [](Progress progress, const std::string& deadline) {
        Story story(deadline);
        story.progress("2022-01-02", progress);
        return std::string(code_of(story.state(), story.on("2022-10-25").verdict));
    };
    const std::string past = "Tháng 5/2022";
    const std::string ahead = "Tháng 12/2022";
    EXPECT_EQ(code(Progress::not_started, past), "CTH-T");
    EXPECT_EQ(code(Progress::not_started, ahead), "CTH-Đ");
    EXPECT_EQ(code(Progress::in_progress, past), "ĐTH-T");
    EXPECT_EQ(code(Progress::in_progress, ahead), "ĐTH-Đ");
    EXPECT_EQ(code(Progress::submitted, past), "ĐTH-T");
    EXPECT_EQ(code(Progress::submitted, ahead), "ĐTH-Đ");
    EXPECT_EQ(code(Progress::completed, past), "HT");
    EXPECT_EQ(code(Progress::completed, ahead), "HT");
    EXPECT_EQ(code(Progress::not_started, "Từ tháng 7/2022"), "CTH-T");
    EXPECT_EQ(code(Progress::in_progress, "Từ tháng 7/2022"), "ĐTH-Đ");
}

}  // namespace
}  // namespace dunghan::task
