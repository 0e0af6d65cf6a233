// Given a plan's table, when it is read, then these tasks, and these cells for a person.
#include <gtest/gtest.h>

#include "tests/support/intake_table.h"

namespace dunghan::intake {
namespace {

using tests::codes_of;
using tests::facts_of;
using tests::table_of;
using Codes = std::vector<std::string>;

const std::string headings =
    "STT | Nội dung, nhiệm vụ | Đơn vị chủ trì | Cơ quan phối hợp | Thời gian thực hiện | "
    "Nêu rõ kết quả thực hiện (ghi rõ số, ký hiệu văn bản) | Đánh giá mức độ thực hiện";

TEST(PlanRows, TellATaskWithAllItSays) {
    const Facts facts = facts_of({table_of(
        {headings,
         "1. Văn bản | | | | | |",
         "1.1 | Kế hoạch A | Sở Y tế; UBND cấp huyện | Sở Du lịch | Tháng 5/2022 | Đã trình | "
         "ĐTH-T"},
        "Phụ lục I. Kế hoạch số 5312/KH-BCĐCĐS ngày 13/6/2022"
    )});

    ASSERT_EQ(facts.facts.size(), 1U);
    const Fact& fact = facts.facts[0];
    EXPECT_EQ(fact.kind, task::Kind::plan_task);
    EXPECT_EQ(fact.code, "1.1");
    EXPECT_EQ(fact.row, 3U);
    EXPECT_EQ(to_rfc3339(fact.assigned_at.value()), "2022-06-12T17:00:00.000Z");
    EXPECT_EQ(fact.description.title, "Kế hoạch A");
    EXPECT_EQ(fact.description.item, "");
    EXPECT_EQ(fact.description.section, "1. Văn bản");
    EXPECT_EQ(fact.description.holders.size(), 2U);
    EXPECT_EQ(fact.description.partners.size(), 1U);
    EXPECT_EQ(fact.milestones.at(0).form, DeadlineForm::month);
    EXPECT_EQ(fact.progress->progress, task::Progress::in_progress);
    EXPECT_TRUE(fact.progress->observed);
    EXPECT_EQ(fact.progress->note, "Đã trình");
    EXPECT_EQ(fact.rating->code, "ĐTH-T");
    EXPECT_TRUE(facts.undecided.empty());
}

TEST(PlanRows, ReadEveryPrintedCode) {
    using task::Progress;
    const Facts facts = facts_of({table_of(
        {headings,
         "1.1 | A | Sở Y tế | | Năm 2022 | | HT",
         "1.2 | B | Sở Y tế | | Năm 2022 | | ĐTH - Đ",
         "1.3 | C | Sở Y tế | | Năm 2022 | | đth–t",
         "1.4 | D | Sở Y tế | | Năm 2022 | | CTH-T",
         "1.5 | E | Sở Y tế | | Năm 2022 | | CTH-Đ"}
    )});

    const std::vector<std::pair<std::string, Progress>> expected{
        {"HT", Progress::completed},
        {"ĐTH-Đ", Progress::in_progress},
        {"ĐTH-T", Progress::in_progress},
        {"CTH-T", Progress::not_started},
        {"CTH-Đ", Progress::not_started}};
    ASSERT_EQ(facts.facts.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_EQ(facts.facts[i].rating->code, expected[i].first);
        EXPECT_EQ(facts.facts[i].progress->progress, expected[i].second);
    }
}

TEST(PlanRows, DoNotMindTheOrderOfColumnsNorOthersBesideThem) {
    const Facts facts = facts_of({table_of(
        {"Đánh giá mức độ thực hiện | Ghi thêm | Thời gian thực hiện | STT | Đơn vị chủ trì | "
         "Nội dung, nhiệm vụ",
         "HT | gì đó | Tháng 5/2022 | 1.1 | Sở Y tế | Kế hoạch A"}
    )});

    ASSERT_EQ(facts.facts.size(), 1U);
    EXPECT_EQ(facts.facts[0].code, "1.1");
    EXPECT_EQ(facts.facts[0].description.title, "Kế hoạch A");
    EXPECT_EQ(facts.facts[0].rating->code, "HT");
}

TEST(PlanRows, MakeASubRowOfEachCodeUnderAMergedNumber) {
    const Facts facts = facts_of({table_of(
        {headings,
         "6.6 | Du lịch | Sở Du lịch | Sở Y tế | - Số hóa: Từ tháng 6/2022. | Xong | HT",
         "^ | ^ | ^ | ^ | - Trung tâm: Từ tháng 7/2022. | Đang làm | HT",
         "^ | ^ | ^ | ^ | - Nền tảng: Theo tiến độ triển khai từ Trung ương. | ^ | ĐTH-Đ",
         "6.7 | Y tế | Sở Y tế | | - A: Tháng 7/2022. - B: Tháng 8/2022. | | ĐTH-Đ"}
    )});

    EXPECT_EQ(codes_of(facts), (Codes{"6.6#1", "6.6#2", "6.6#3", "6.7"}));
    EXPECT_EQ(facts.facts[1].description.title, "Trung tâm");
    EXPECT_EQ(facts.facts[1].description.item, "Du lịch");
    EXPECT_EQ(facts.facts[2].description.holders.at(0).id, "so-du-lich");
    EXPECT_EQ(facts.facts[2].progress->note, "Đang làm");
    EXPECT_EQ(facts.facts[3].description.title, "Y tế");
    EXPECT_EQ(facts.facts[3].milestones.size(), 2U);
    EXPECT_TRUE(facts.undecided.empty());
}

TEST(PlanRows, MakeASubRowOfACodeWithoutANumber) {
    const Facts facts = facts_of({table_of(
        {headings,
         "6.9 | Nông nghiệp | Sở Y tế | | - A: Từ tháng 6/2022. | | HT",
         "| | | | - B: Từ tháng 9/2022. | | CTH-T"}
    )});

    EXPECT_EQ(codes_of(facts), (Codes{"6.9#1", "6.9#2"}));
    EXPECT_EQ(facts.facts[1].description.holders.at(0).id, "so-y-te");
}

TEST(PlanRows, JoinWhatAPageBreakCut) {
    const Facts facts = facts_of({table_of(
        {headings,
         "1.7 | Kế hoạch số 4263 của UBND tỉnh | Các sở, ban, ngành; UBND | Sở Thông tin và "
         "Truyền | Năm | Đã ban | HT",
         "| | | | | |",
         headings,
         "| về ứng phó sự cố | cấp huyện | thông | 2022 | hành |"}
    )});

    ASSERT_EQ(codes_of(facts), Codes{"1.7"});
    const Fact& fact = facts.facts[0];
    EXPECT_EQ(fact.description.title, "Kế hoạch số 4263 của UBND tỉnh về ứng phó sự cố");
    EXPECT_EQ(fact.description.holders.at(1).id, "ubnd-cap-huyen");
    EXPECT_EQ(fact.description.partners.at(0).id, "so-thong-tin-va-truyen-thong");
    EXPECT_EQ(fact.milestones.at(0).form, DeadlineForm::year);
    EXPECT_EQ(fact.progress->note, "Đã ban hành");
}

TEST(PlanRows, CollectTheMilestonesOneCodeAssesses) {
    const Facts facts = facts_of({table_of(
        {headings,
         "6.1 | Đề án | Sở Y tế | | Lập: Tháng 7/2022 | | ĐTH-T",
         "^ | ^ | ^ | | Triển khai: Tháng 8/2022 | | ^"}
    )});

    ASSERT_EQ(codes_of(facts), Codes{"6.1"});
    EXPECT_EQ(facts.facts[0].milestones.size(), 2U);
}

TEST(PlanRows, InheritAResultMergedOverTwoItems) {
    const Facts facts = facts_of({table_of(
        {headings,
         "6.2 | A | Sở Y tế | | Tháng 9/2022 | Chung | ĐTH-T",
         "6.3 | B | Sở Du lịch | | Tháng 9/2022 | ^ | ĐTH-T"}
    )});

    ASSERT_EQ(facts.facts.size(), 2U);
    EXPECT_EQ(facts.facts[1].progress->note, "Chung");
}

TEST(PlanRows, ReadTheColumnsTheReportOnlyTellsInWords) {
    const Facts facts = facts_of({table_of(
        {headings + " | Đang chờ | Lý do chờ | Đề nghị gia hạn đến | Văn bản số | Ngày văn bản",
         "2.7 | A | Sở Y tế | | Tháng 6/2022 | | ĐTH-T | VP UBND | Đã trình | năm 2023 | "
         "205/TTr-SLĐTBXH | 09/6/2022"}
    )});

    ASSERT_EQ(facts.facts.size(), 1U);
    const Fact& fact = facts.facts[0];
    EXPECT_EQ(fact.waiting_on->party->id, "van-phong-ubnd-tinh");
    EXPECT_EQ(fact.waiting_on->reason, "Đã trình");
    EXPECT_EQ(fact.extension->until, "năm 2023");
    ASSERT_EQ(fact.evidence.size(), 1U);
    EXPECT_EQ(fact.evidence[0].number, "205/TTr-SLĐTBXH");
    EXPECT_EQ(fact.evidence[0].date, "2022-06-09");
    EXPECT_TRUE(facts.undecided.empty());
}

}  // namespace
}  // namespace dunghan::intake
