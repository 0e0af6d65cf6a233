// Word files as offices write them.
#include <gtest/gtest.h>

#include "tests/support/read_made.h"

namespace dunghan::documents {
namespace {

using tests::docx_body;
using tests::docx_parts;
using tests::read_zip;
using tests::texts_of;
using Texts = std::vector<std::string>;

std::string p(std::string_view text) {
    return "<w:p><w:r><w:t>" + std::string(text) + "</w:t></w:r></w:p>";
}

std::string tc(std::string_view content, std::string_view properties = "") {
    return "<w:tc><w:tcPr>" + std::string(properties) + "</w:tcPr>" + std::string(content) +
           "</w:tc>";
}

intake::Document read(std::string_view body) {
    const auto document = read_zip(docx_parts(docx_body(body)), "plan.docx");
    EXPECT_TRUE(document.has_value()) << (document ? "" : document.error().detail);
    return document.value_or(intake::Document{});
}

intake::Table only_table(std::string_view rows) {
    const auto document = read("<w:tbl>" + std::string(rows) + "</w:tbl>");
    EXPECT_EQ(document.tables.size(), 1U);
    return document.tables.empty() ? intake::Table{} : document.tables[0];
}

TEST(Docx, CoversCellsMergedDownWithTheTextAbove) {
    const auto table = only_table(
        "<w:tr>" + tc(p("6.5"), "<w:vMerge w:val=\"restart\"/>") + tc(p("A")) + "</w:tr><w:tr>" +
        tc(p(""), "<w:vMerge/>") + tc(p("B")) + "</w:tr><w:tr>" + tc(p("6.6")) + tc(p("C")) +
        "</w:tr>"
    );

    EXPECT_EQ(texts_of(table), (Texts{"6.5|A", "^6.5|B", "6.6|C"}));
    EXPECT_EQ(table.rows[2].number, 3U);
}

TEST(Docx, KeepsColumnsInPlaceBesideWideCells) {
    const auto table = only_table(
        "<w:tr>" + tc(p("A"), "<w:gridSpan w:val=\"2\"/>") + tc(p("B")) + "</w:tr><w:tr>" +
        "<w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>" + tc(p("C")) + tc(p("D")) + "</w:tr>"
    );

    EXPECT_EQ(texts_of(table), (Texts{"A||B", "|C|D"}));
}

TEST(Docx, KeepsParagraphsOfACellAsLinesAndMarksListItems) {
    const auto table = only_table(
        "<w:tr>" +
        tc(p("Một") + p("Hai<w:br/>") +
           "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>Ba"
           "</w:t></w:r></w:p>") +
        tc(p("B")) + "</w:tr>"
    );

    EXPECT_EQ(table.rows.at(0).cells.at(0).text, "Một\nHai\n- Ba");
}

TEST(Docx, LeavesOutWhatIsDeletedAndKeepsWhatIsInserted) {
    const auto table = only_table(
        "<w:tr>" +
        tc("<w:p><w:del><w:r><w:delText>cũ</w:delText><w:t>cũ</w:t></w:r></w:del><w:ins><w:r>"
           "<w:t>mới</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>") +
        tc(p("B")) + "</w:tr><w:tr><w:trPr><w:del/></w:trPr>" + tc(p("xóa")) + tc(p("xóa")) +
        "</w:tr>"
    );

    EXPECT_EQ(texts_of(table), Texts{"mới|B"});
}

TEST(Docx, LooksIntoContentControls) {
    const auto table = only_table(
        "<w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent>" +
        tc("<w:sdt><w:sdtContent>" + p("A") + "</w:sdtContent></w:sdt>") +
        "</w:sdtContent></w:sdt>" + tc(p("B")) + "</w:tr></w:sdtContent></w:sdt>"
    );

    EXPECT_EQ(texts_of(table), Texts{"A|B"});
}

TEST(Docx, ComposesLettersAndJoinsRuns) {
    const auto table = only_table(
        "<w:tr>" +
        tc("<w:p><w:r><w:t xml:space=\"preserve\">Tha\u0301ng </w:t></w:r><w:r><w:t "
           "xml:space=\"preserve\"> </w:t></w:r><w:r><w:t>5</w:t></w:r><w:r><w:noBreakHyphen/>"
           "</w:r></w:p>") +
        tc(p("B")) + "</w:tr>"
    );

    EXPECT_EQ(texts_of(table), Texts{"Tháng 5-|B"});
}

TEST(Docx, GivesATableTheTextAboveItFromItsAppendixOn) {
    const std::string row = "<w:tr>" + tc(p("A")) + tc(p("B")) + "</w:tr>";
    const auto document = read(
        p("Tổng số nhiệm vụ: 60") + p("Phụ lục I. Kế hoạch") + p("ngày 13/6/2022") + "<w:tbl>" +
        row + "</w:tbl>" + p("Nơi nhận")
    );

    ASSERT_EQ(document.tables.size(), 1U);
    EXPECT_EQ(document.tables[0].name, "Phụ lục I");
    EXPECT_EQ(document.tables[0].caption, "Phụ lục I. Kế hoạch\nngày 13/6/2022");
    EXPECT_NE(document.body.find("Tổng số nhiệm vụ: 60"), std::string::npos);
    EXPECT_NE(document.body.find("Nơi nhận"), std::string::npos);
    EXPECT_EQ(document.file, "plan.docx");
}

TEST(Docx, IsKnownByItsContentWhateverItIsCalled) {
    const auto parts =
        docx_parts(docx_body("<w:tbl><w:tr>" + tc(p("A")) + tc(p("B")) + "</w:tr></w:tbl>"));

    EXPECT_EQ(read_zip(parts, "plan.xlsx").value().tables.size(), 1U);
    EXPECT_EQ(read_zip(parts, "plan").value().tables.size(), 1U);
}

}  // namespace
}  // namespace dunghan::documents
