// The document as a whole: which tables it holds, what its text claims, what its digest is.
#include "engine/intake/facts.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/support/intake_table.h"

namespace dunghan::intake {
namespace {

using tests::facts_of;
using tests::table_of;

const std::string headings =
    "STT | Nội dung, nhiệm vụ | Đơn vị chủ trì | Thời gian thực hiện | Đánh giá mức độ thực hiện";

const std::vector<std::string> two_tasks{
    headings, "1.1 | A | Sở Y tế | Năm 2022 | HT", "1.2 | B | Sở Du lịch | Tháng 5/2022 | ĐTH-T"};

TEST(FactsOf, SaysWhichHeadingsAreKnownWhenItKnowsNone) {
    const Document document{"thu.docx", {table_of({"Họ tên | Chức vụ", "A | B"})}, ""};

    const auto facts = intake::facts_of(document, NameIndex(tests::sample_directory()), {});

    ASSERT_FALSE(facts.has_value());
    EXPECT_EQ(facts.error().code, ErrorCode::invalid);
    EXPECT_NE(facts.error().detail.find("thu.docx"), std::string::npos);
    EXPECT_NE(facts.error().detail.find("Đơn vị chủ trì"), std::string::npos);
    EXPECT_NE(facts.error().detail.find("[Họ tên][Chức vụ]"), std::string::npos);
}

TEST(FactsOf, PassesOverTablesItDoesNotKnowBesideOneItDoes) {
    const Facts facts = facts_of({table_of({"Họ tên | Chức vụ", "A | B"}), table_of(two_tasks)});

    EXPECT_EQ(facts.facts.size(), 2U);
}

TEST(FactsOf, FindsTheHeadingsBelowOtherRows) {
    std::vector<std::string> rows{"Ban hành kèm theo | | | |", "| | | |"};
    rows.insert(rows.end(), two_tasks.begin(), two_tasks.end());

    EXPECT_EQ(facts_of({table_of(rows)}).facts.size(), 2U);
}

TEST(Claims, AreComparedWithTheRows) {
    const Facts facts = facts_of(
        {table_of(two_tasks)},
        {},
        "Tổng số nhiệm vụ: 3, trong đó:\n- đã hoàn thành (HT): 01.\n- đúng tiến độ (ĐTH-Đ): 0.\n"
        "- trễ hạn (ĐTH-T): 05."
    );

    ASSERT_EQ(facts.inconsistencies.size(), 2U);
    EXPECT_EQ(facts.inconsistencies[0].what, "tasks");
    EXPECT_EQ(facts.inconsistencies[0].claimed, 3);
    EXPECT_EQ(facts.inconsistencies[0].counted, 2);
    EXPECT_EQ(facts.inconsistencies[1].what, "ĐTH-T");
    EXPECT_EQ(facts.inconsistencies[1].claimed, 5);
    EXPECT_EQ(facts.inconsistencies[1].counted, 1);
}

TEST(Claims, ThatAreNotMadeContradictNothing) {
    EXPECT_TRUE(
        facts_of({table_of(two_tasks)}, {}, "Không có số liệu (HT).").inconsistencies.empty()
    );
}

TEST(Digest, IsTheSameHoweverThePlanIsLaidOut) {
    const Facts one = facts_of({table_of(two_tasks)});
    const Facts other = facts_of({table_of(
        {"Đánh giá mức độ thực hiện | STT | Đơn vị chủ trì | Nội dung, nhiệm vụ | Thời gian thực "
         "hiện",
         "đth-t | 1.2. | SỞ DU LỊCH. | Khác chữ | tháng 05/2022",
         "HT | 1.1 | Sở Y tế | A | năm 2022."}
    )});

    EXPECT_EQ(digest_of(one), digest_of(other));
}

TEST(Digest, DiffersWithEveryFactThatMatters) {
    const std::string digest = digest_of(facts_of({table_of(two_tasks)}));
    for (const char* const other :
         {"1.3 | B | Sở Du lịch | Tháng 5/2022 | ĐTH-T",
          "1.2 | B | Sở Y tế | Tháng 5/2022 | ĐTH-T",
          "1.2 | B | Sở Du lịch | Tháng 6/2022 | ĐTH-T",
          "1.2 | B | Sở Du lịch | Tháng 5/2022 | HT"}) {
        EXPECT_NE(digest, digest_of(facts_of({table_of({two_tasks[0], two_tasks[1], other})})))
            << other;
    }
}

RC_GTEST_PROP(FactsOf, SurvivesAnyTableUnderTheHeadings, ()) {
    Table table = table_of({headings});
    const auto rows = *rc::gen::container<std::vector<std::vector<std::string>>>(
        rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
            "", "1.1", "2", "I", "HT", "Năm 2022", "Sở Y tế", "^", "x"
        ))
    );
    for (const auto& cells : rows) {
        Row row;
        row.number = static_cast<std::uint32_t>(table.rows.size() + 1);
        for (const std::string& cell : cells) {
            row.cells.push_back({cell, *rc::gen::arbitrary<bool>()});
        }
        table.rows.push_back(row);
    }

    const Facts facts = facts_of({table});

    auto codes = tests::codes_of(facts);
    std::sort(codes.begin(), codes.end());
    RC_ASSERT(std::adjacent_find(codes.begin(), codes.end()) == codes.end());
}

}  // namespace
}  // namespace dunghan::intake
