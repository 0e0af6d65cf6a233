// Workbooks as spreadsheets write them.
#include <gtest/gtest.h>

#include "tests/support/read_made.h"

namespace dunghan::documents {
namespace {

using tests::read_zip;
using tests::sheet;
using tests::texts_of;
using tests::xlsx_parts;
using Texts = std::vector<std::string>;

intake::Table read(const tests::Parts& parts) {
    const auto document = read_zip(parts, "plan.xlsx");
    EXPECT_TRUE(document.has_value()) << (document ? "" : document.error().detail);
    return document && !document->tables.empty() ? document->tables[0] : intake::Table{};
}

// Styles 0 general, 1 day, 2 day and time, 3 month without a day, 4 two decimals.
const std::string styles =
    "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"[$-42A]dd\\/mm\\/yyyy hh:mm\"/>"
    "</numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/>"
    "<xf numFmtId=\"17\"/><xf numFmtId=\"2\"/></cellXfs></styleSheet>";

TEST(Xlsx, ReadsSharedInlineAndRichStrings) {
    const auto table = read(xlsx_parts(
        sheet("<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"B3\" t=\"s\"><v>1</v></c>"
              "<c r=\"D3\" t=\"inlineStr\"><is><t>trong ô</t></is></c></row>"),
        "<sst><si><t>chung</t></si><si><r><t>đậm </t></r><r><t>nhạt</t></r><rPh><t>x</t></rPh>"
        "</si></sst>"
    ));

    EXPECT_EQ(table.name, "Trang 1");
    EXPECT_EQ(texts_of(table), Texts{"chung|đậm nhạt||trong ô"});
    EXPECT_EQ(table.rows.at(0).number, 3U);
}

TEST(Xlsx, ShowsNumbersDatesAndTruthAsTheCellDoes) {
    const auto table = read(xlsx_parts(
        sheet(
            "<row r=\"1\"><c r=\"A1\"><v>2</v></c><c r=\"B1\" s=\"4\"><v>2.1</v></c>"
            "<c r=\"C1\" s=\"1\"><v>44859</v></c><c r=\"D1\" s=\"2\"><v>44859.3125</v></c>"
            "<c r=\"E1\" s=\"3\"><v>44682</v></c><c r=\"F1\" t=\"b\"><v>1</v></c>"
            "<c r=\"G1\"><v>0.30000000000000004</v></c><c r=\"H1\" t=\"str\"><f>A1</f><v>x</v></c>"
            "<c r=\"I1\"><f>A1+1</f></c><c r=\"J1\" t=\"e\"><v>#REF!</v></c></row>"
        ),
        "<sst/>",
        styles
    ));

    EXPECT_EQ(
        texts_of(table), Texts{"2|2.10|25/10/2022|25/10/2022 07:30|5/2022|TRUE|0.3|x|=A1+1|#REF!"}
    );
}

TEST(Xlsx, CountsFrom1904WhenTheWorkbookSaysSo) {
    auto parts = xlsx_parts(
        sheet("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>43397</v></c><c r=\"B1\"><v>1</v></c></row>"),
        "<sst/>",
        styles
    );
    parts[1].second.replace(parts[1].second.find("<sheets>"), 0, "<workbookPr date1904=\"1\"/>");

    EXPECT_EQ(texts_of(read(parts)), Texts{"25/10/2022|1"});
}

TEST(Xlsx, CoversCellsMergedDownAndNoOthers) {
    const auto table = read(xlsx_parts(sheet(
        "<row r=\"1\"><c r=\"A1\"><v>65</v></c><c r=\"B1\"><v>1</v></c></row>"
        "<row r=\"2\"><c r=\"B2\"><v>2</v></c></row><row r=\"3\"><c r=\"A3\"/><c r=\"B3\"><v>3</v>"
        "</c></row><row r=\"4\"><c r=\"A4\"><v>66</v></c><c r=\"B4\"><v>4</v></c></row>",
        "<mergeCells><mergeCell ref=\"A1:A3\"/><mergeCell ref=\"nonsense\"/></mergeCells>"
    )));

    EXPECT_EQ(texts_of(table), (Texts{"65|1", "^65|2", "^65|3", "66|4"}));
}

TEST(Xlsx, TakesLonelyTextsAboveTheHeadingsForTheCaption) {
    const auto table = read(xlsx_parts(
        sheet("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>Kế hoạch số 5 ngày 13/6/2022</v></c></row>"
              "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"><v>2</v></c></row>")
    ));

    EXPECT_EQ(table.caption, "Kế hoạch số 5 ngày 13/6/2022");
    EXPECT_EQ(texts_of(table), Texts{"1|2"});
}

TEST(Xlsx, PassesOverHiddenSheets) {
    auto parts = xlsx_parts(sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"));
    parts[1].second.replace(parts[1].second.find("name="), 0, "state=\"hidden\" ");

    EXPECT_TRUE(read_zip(parts, "plan.xlsx").value().tables.empty());
}

TEST(Xlsx, HoldsACellInTheLastRowWithoutHoldingTheRowsBefore) {
    const auto table = read(xlsx_parts(sheet(
        "<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c><c r=\"B1048576\"><v>2</v></c></row>",
        "<mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>"
    )));

    ASSERT_EQ(table.rows.size(), 1U);
    EXPECT_EQ(table.rows[0].number, 1'048'576U);
}

TEST(Xlsx, NamesTheCellThatLiesTooFarOut) {
    const auto document =
        read_zip(xlsx_parts(sheet("<row r=\"7\"><c r=\"XFD7\"><v>1</v></c></row>")), "plan.xlsx");

    ASSERT_FALSE(document.has_value());
    EXPECT_EQ(document.error().code, ErrorCode::limit_exceeded);
    EXPECT_NE(
        document.error().detail.find("plan.xlsx, sheet 'Trang 1', cell XFD7"), std::string::npos
    );
}

}  // namespace
}  // namespace dunghan::documents
