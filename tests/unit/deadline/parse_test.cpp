// Every printed form and its instant; everything else waits for a person.
#include "engine/deadline/parse.h"

#include <gtest/gtest.h>

#include "engine/base/limits.h"

namespace dunghan {
namespace {

const DeadlineOptions as_default;

Milestone only(std::string_view cell, const DeadlineOptions& options = as_default) {
    const auto milestones = parse_deadlines(cell, options);
    EXPECT_EQ(milestones.size(), 1U) << cell;
    return milestones.front();
}

std::string due(std::string_view cell, const DeadlineOptions& options = as_default) {
    const Milestone milestone = only(cell, options);
    EXPECT_FALSE(milestone.start_before);
    return milestone.due_before ? to_rfc3339(*milestone.due_before) : "none";
}

DeadlineForm form(std::string_view cell) {
    return only(cell).form;
}

TEST(PrintedDeadline, OfAMonthEndsWithTheMonthInVietnam) {
    EXPECT_EQ(due("Tháng 5/2022"), "2022-05-31T17:00:00.000Z");
    EXPECT_EQ(due("Tháng 05/2022."), "2022-05-31T17:00:00.000Z");
    EXPECT_EQ(due("tháng 12 năm 2022"), "2022-12-31T17:00:00.000Z");
    EXPECT_EQ(due("Tháng 2/2024"), "2024-02-29T17:00:00.000Z");
    EXPECT_EQ(form("Tháng 5/2022"), DeadlineForm::month);
}

TEST(PrintedDeadline, OfAQuarterEndsWithTheQuarter) {
    EXPECT_EQ(due("Quý I/2021"), "2021-03-31T17:00:00.000Z");
    EXPECT_EQ(due("Quý II/2021"), "2021-06-30T17:00:00.000Z");
    EXPECT_EQ(due("quý iii/2021"), "2021-09-30T17:00:00.000Z");
    EXPECT_EQ(due("Quý IV năm 2021"), "2021-12-31T17:00:00.000Z");
    EXPECT_EQ(due("Quý Ⅱ/2021"), "2021-06-30T17:00:00.000Z");
    EXPECT_EQ(form("Quý II/2021"), DeadlineForm::quarter);
}

TEST(PrintedDeadline, OfAYearEndsWithTheYear) {
    EXPECT_EQ(due("Năm 2022"), "2022-12-31T17:00:00.000Z");
    EXPECT_EQ(form("Năm 2022"), DeadlineForm::year);
}

TEST(PrintedDeadline, OfADayEndsWithTheDay) {
    EXPECT_EQ(due("20/10/2022"), "2022-10-20T17:00:00.000Z");
    EXPECT_EQ(due("ngày 05/01/2023"), "2023-01-05T17:00:00.000Z");
    EXPECT_EQ(form("ngày 20/10/2022"), DeadlineForm::day);
}

TEST(PrintedDeadline, BeforeADayExcludesTheDayUnlessTheSettingIncludesIt) {
    EXPECT_EQ(due("trước ngày 20/10/2022"), "2022-10-19T17:00:00.000Z");

    const DeadlineOptions including{{}, true};
    EXPECT_EQ(due("Trước ngày 20/10/2022", including), "2022-10-20T17:00:00.000Z");
    EXPECT_EQ(form("trước ngày 20/10/2022"), DeadlineForm::before_day);
}

TEST(PrintedDeadline, FromAMonthOnIsAStartAndNotDue) {
    const Milestone milestone = only("Từ tháng 7/2022");

    EXPECT_EQ(milestone.form, DeadlineForm::start_month);
    EXPECT_FALSE(milestone.due_before);
    EXPECT_EQ(to_rfc3339(milestone.start_before.value()), "2022-07-31T17:00:00.000Z");
}

TEST(PrintedDeadline, YearlyAndExternalHaveNoInstant) {
    EXPECT_EQ(due("Hàng năm"), "none");
    EXPECT_EQ(form("Hàng năm"), DeadlineForm::yearly);
    EXPECT_EQ(due("Theo tiến độ triển khai từ Trung ương."), "none");
    EXPECT_EQ(form("Theo tiến độ triển khai từ Trung ương"), DeadlineForm::external);
}

TEST(PrintedDeadline, ReadsDecomposedLettersAndAnyCase) {
    const std::string decomposed = "Tha\u0301ng 5/2022";
    EXPECT_EQ(due(decomposed), "2022-05-31T17:00:00.000Z");
    EXPECT_EQ(only(decomposed).raw, "Tháng 5/2022");
    EXPECT_EQ(due("THÁNG 5/2022"), "2022-05-31T17:00:00.000Z");
}

TEST(PrintedDeadline, FollowsTheZoneItIsGiven) {
    const DeadlineOptions utc{{"UTC", 0, ""}, false};
    EXPECT_EQ(due("Tháng 5/2022", utc), "2022-06-01T00:00:00.000Z");
}

TEST(PrintedDeadline, ThatIsNotUnderstoodStopsAtAPersonsDesk) {
    for (const char* const doubtful :
         {"Tháng 13/2022",
          "Tháng 0/2022",
          "31/2/2022",
          "29/02/2022",
          "Quý V/2022",
          "Quý IIII/2022",
          "Năm 22",
          "Năm 2202",
          "5/2022",
          "Tháng 5",
          "Tháng 5/2022 hoặc tháng 6/2022",
          "khoảng tháng 5/2022",
          "Từ quý II/2022",
          "Từ ngày 5/6/2022",
          "thường xuyên",
          "Tháng 5/2022 - 6/2022",
          "Theo tiến độ",
          "Năm 2022 - 2025",
          "x",
          ":",
          "-",
          "()",
          "Tháng 5/2022 (gia hạn đến tháng 9/2022)",
          "hàng năm sau"}) {
        const auto milestones = parse_deadlines(doubtful, as_default);
        ASSERT_EQ(milestones.size(), 1U) << doubtful;
        EXPECT_EQ(milestones[0].form, DeadlineForm::undecided) << doubtful;
        EXPECT_EQ(milestones[0].raw, doubtful);
        EXPECT_FALSE(milestones[0].due_before) << doubtful;
    }
}

TEST(PrintedDeadline, ThatIsMissingIsUndecidedToo) {
    EXPECT_EQ(form(""), DeadlineForm::undecided);
    EXPECT_EQ(form(" \n\t"), DeadlineForm::undecided);
    EXPECT_EQ(only("").raw, "");
}

TEST(LabelledDeadlines, InOneCellGiveOneMilestoneEach) {
    const auto milestones = parse_deadlines(
        "- Lập, trình thẩm định, phê duyệt đề án: Tháng 7/2022. - Tổ chức triển khai đề án: Tháng "
        "8/2022.",
        as_default
    );

    ASSERT_EQ(milestones.size(), 2U);
    EXPECT_EQ(milestones[0].label, "Lập, trình thẩm định, phê duyệt đề án");
    EXPECT_EQ(milestones[0].raw, "Tháng 7/2022");
    EXPECT_EQ(milestones[1].label, "Tổ chức triển khai đề án");
    EXPECT_EQ(to_rfc3339(*milestones[1].due_before), "2022-08-31T17:00:00.000Z");
}

TEST(LabelledDeadlines, StandOnTheirOwnLinesOrBehindSemicolons) {
    EXPECT_EQ(parse_deadlines("- A: Tháng 7/2022\n- B: Tháng 8/2022", as_default).size(), 2U);
    EXPECT_EQ(parse_deadlines("A: Tháng 7/2022\nB: Tháng 8/2022", as_default).size(), 2U);
    EXPECT_EQ(parse_deadlines("A: Tháng 7/2022; B: Tháng 8/2022", as_default).size(), 2U);
    EXPECT_EQ(parse_deadlines("+ A:\nTháng 7/2022\n+ B: Năm 2022", as_default).size(), 2U);
}

TEST(LabelledDeadlines, KeepARemarkWithoutMakingItADeadline) {
    const auto milestones = parse_deadlines(
        "- Khám bệnh: Từ tháng 7/2022 (thuê dịch vụ hàng năm). - Cung ứng thuốc: Từ tháng 8/2022 "
        "(thuê dịch vụ hàng năm).",
        as_default
    );

    ASSERT_EQ(milestones.size(), 2U);
    EXPECT_EQ(milestones[0].form, DeadlineForm::start_month);
    EXPECT_EQ(milestones[0].raw, "Từ tháng 7/2022 (thuê dịch vụ hàng năm)");
    EXPECT_EQ(milestones[1].label, "Cung ứng thuốc");
}

TEST(LabelledDeadlines, MayHoldColonsYearsHyphensAndFullStops) {
    EXPECT_EQ(
        only("- Phục vụ giai đoạn 2022 - 2025, tầm nhìn đến năm 2030”: Từ tháng 5/2022.").label,
        "Phục vụ giai đoạn 2022 - 2025, tầm nhìn đến năm 2030”"
    );
    EXPECT_EQ(only("Hệ thống: bản đồ: Tháng 5/2022").label, "Hệ thống: bản đồ");
    EXPECT_EQ(only("Đề án TP. Nha Trang: Tháng 5/2022").label, "Đề án TP. Nha Trang");
}

TEST(LabelledDeadlines, NeverHideADeadlineInALabel) {
    EXPECT_EQ(form("A: Tháng 7/2022, B: Tháng 8/2022"), DeadlineForm::undecided);
    EXPECT_EQ(form("A: Tháng 7/2022 và B: Tháng 8/2022"), DeadlineForm::undecided);
}

TEST(LabelledDeadlines, KeepTheReadablePartsBesideAnUnreadableOne) {
    const auto milestones =
        parse_deadlines("- A: Tháng 7/2022. - B: chưa rõ. - C: Năm 2022.", as_default);

    ASSERT_EQ(milestones.size(), 3U);
    EXPECT_EQ(milestones[0].form, DeadlineForm::month);
    EXPECT_EQ(milestones[1].form, DeadlineForm::undecided);
    EXPECT_EQ(milestones[1].raw, "- B: chưa rõ.");
    EXPECT_EQ(milestones[2].form, DeadlineForm::year);
}

TEST(LabelledDeadlines, BeyondTheBoundBecomeOneUndecidedRest) {
    std::string cell;
    for (std::size_t i = 0; i < limits::milestones_max + 10; ++i) {
        cell += "- Phần " + std::to_string(i) + ": Tháng 7/2022.\n";
    }

    const auto milestones = parse_deadlines(cell, as_default);

    ASSERT_EQ(milestones.size(), limits::milestones_max + 1);
    EXPECT_EQ(milestones.back().form, DeadlineForm::undecided);
    EXPECT_NE(milestones.back().raw.find("Phần 73"), std::string::npos);
}

}  // namespace
}  // namespace dunghan
