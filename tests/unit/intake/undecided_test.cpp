// What cannot be read: the row goes in, the cell is listed with its place.
#include <gtest/gtest.h>

#include "tests/support/intake_table.h"

namespace dunghan::intake {
namespace {

using tests::codes_of;
using tests::facts_of;
using tests::table_of;
using Codes = std::vector<std::string>;

const std::string headings =
    "STT | Nội dung, nhiệm vụ | Đơn vị chủ trì | Thời gian thực hiện | Đánh giá mức độ thực hiện";

const Undecided& only(const Facts& facts) {
    EXPECT_EQ(facts.undecided.size(), 1U);
    return facts.undecided.at(0);
}

TEST(UndecidedCells, NameTableRowColumnTextAndTask) {
    const Facts facts =
        facts_of({table_of({headings, "1.1 | A | Sở Y tế | Khi nào xong thì xong | HT"})});

    ASSERT_EQ(codes_of(facts), Codes{"1.1"});
    EXPECT_EQ(facts.facts[0].milestones.at(0).form, DeadlineForm::undecided);
    EXPECT_EQ(only(facts).table, "Phụ lục I");
    EXPECT_EQ(only(facts).row, 2U);
    EXPECT_EQ(only(facts).column, "Thời gian thực hiện");
    EXPECT_EQ(only(facts).text, "Khi nào xong thì xong");
    EXPECT_EQ(only(facts).task, "1.1");
    EXPECT_NE(only(facts).why.find("Expected a deadline"), std::string::npos);
}

TEST(UndecidedCells, ListAnAgencyNobodyKnowsAndKeepItsName) {
    const Facts facts =
        facts_of({table_of({headings, "1.1 | A | Sở Ánh sáng; Sở Y tế | Năm 2022 | HT"})});

    EXPECT_EQ(facts.facts.at(0).description.holders.at(0).kind, PartyKind::unresolved);
    EXPECT_EQ(facts.facts.at(0).description.holders.at(1).id, "so-y-te");
    EXPECT_EQ(only(facts).column, "Đơn vị chủ trì");
    EXPECT_NE(only(facts).why.find("'Sở Ánh sáng'"), std::string::npos);
}

TEST(UndecidedCells, AreListedOnceThoughHandedDownToSubRows) {
    const Facts facts = facts_of({table_of(
        {headings,
         "6.6 | A | Sở Ánh sáng | - A: Năm 2022. | HT",
         "^ | ^ | ^ | - B: Năm 2022. | HT",
         "| | | - C: Năm 2022. | HT"}
    )});

    EXPECT_EQ(facts.facts.size(), 3U);
    EXPECT_EQ(only(facts).task, "6.6#1");
}

TEST(UndecidedCells, HoldACodeTheOfficeDoesNotKnow) {
    const Facts facts = facts_of({table_of({headings, "1.1 | A | Sở Y tế | Năm 2022 | Tốt"})});

    ASSERT_EQ(facts.facts.size(), 1U);
    EXPECT_FALSE(facts.facts[0].rating);
    EXPECT_FALSE(facts.facts[0].progress);
    EXPECT_EQ(only(facts).text, "Tốt");
}

TEST(UndecidedCells, HoldAMissingHolderACodeOrADeadline) {
    const Facts facts = facts_of({table_of({headings, "1.1 | A | | | "})});

    EXPECT_EQ(codes_of(facts), Codes{"1.1"});
    EXPECT_EQ(facts.undecided.size(), 3U);
}

TEST(UndecidedCells, HoldANumberThatIsNone) {
    const Facts facts = facts_of({table_of({headings, "1,1 | A | Sở Y tế | Năm 2022 | HT"})});

    EXPECT_TRUE(facts.facts.empty());
    EXPECT_EQ(only(facts).column, "STT");
}

TEST(UndecidedCells, HoldASecondRowOfTheSameNumber) {
    const Facts facts = facts_of({table_of(
        {headings, "1.1 | A | Sở Y tế | Năm 2022 | HT", "1.1 | B | Sở Y tế | Năm 2022 | HT"}
    )});

    EXPECT_EQ(codes_of(facts), Codes{"1.1"});
    EXPECT_EQ(only(facts).row, 3U);
    EXPECT_EQ(only(facts).task, "1.1");
}

TEST(UndecidedCells, HoldRowsThatContinueNothingAndCellsBeyondTheHeadings) {
    EXPECT_EQ(
        only(facts_of({table_of({headings, "| phần sau của một câu | | |"})})).text,
        "phần sau của một câu"
    );
    EXPECT_NE(
        only(facts_of({table_of({headings, "1.1 | A | Sở Y tế | Năm 2022 | HT | thừa"})}))
            .why.find("Expected 5 cells, but got 6"),
        std::string::npos
    );
}

TEST(UndecidedCells, HoldTwoNamesToWaitForAndADayThatIsNone) {
    const Facts facts = facts_of({table_of(
        {headings + " | Đang chờ | Văn bản số | Ngày văn bản",
         "1.1 | A | Sở Y tế | Năm 2022 | HT | Sở Du lịch; Sở Nội vụ | 205/TTr | hôm qua"}
    )});

    ASSERT_EQ(facts.undecided.size(), 2U);
    EXPECT_FALSE(facts.facts.at(0).waiting_on);
    EXPECT_EQ(facts.facts[0].evidence.at(0).date, "");
}

}  // namespace
}  // namespace dunghan::intake
