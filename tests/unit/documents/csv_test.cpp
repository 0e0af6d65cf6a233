// Comma-separated values as spreadsheets export them, and as people break them.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "adapters/documents/csv_records.h"

#include "tests/support/read_made.h"

namespace dunghan::documents {
namespace {

using tests::read_bytes;
using tests::texts_of;
using Texts = std::vector<std::string>;

intake::Table read(std::string_view bytes) {
    const auto document = read_bytes(bytes, "plan.csv");
    EXPECT_TRUE(document.has_value()) << (document ? "" : document.error().detail);
    return document ? document->tables.at(0) : intake::Table{};
}

std::string refusal(std::string_view bytes) {
    const auto document = read_bytes(bytes, "plan.csv");
    EXPECT_FALSE(document.has_value());
    return document ? "" : document.error().detail;
}

TEST(Csv, DividesByCommaSemicolonOrTab) {
    EXPECT_EQ(texts_of(read("a,b\nc,d\n")), (Texts{"a|b", "c|d"}));
    EXPECT_EQ(texts_of(read("a;b,c\nd;e,f,g\n")), (Texts{"a|b,c", "d|e,f,g"}));
    EXPECT_EQ(texts_of(read("a\tb;c\r\nd\te")), (Texts{"a|b;c", "d|e"}));
    EXPECT_EQ(texts_of(read("a,\"b;c;d\"\ne,\"f;g\"\n")), (Texts{"a|b;c;d", "e|f;g"}));
}

TEST(Csv, KeepsLineEndsDelimitersAndQuotesInsideQuotes) {
    const auto table = read(
        "\xEF\xBB\xBF"
        "STT,Nội dung\n1,\"một, \"\"hai\"\"\r\nba\"\n2,bốn\n"
    );

    EXPECT_EQ(texts_of(table), (Texts{"STT|Nội dung", "1|một, \"hai\"\nba", "2|bốn"}));
    EXPECT_EQ(table.rows[2].number, 4U);
}

TEST(Csv, TakesALonelyFirstLineForTheCaption) {
    const auto table = read("\"Phụ lục I. Kế hoạch số 5, ngày 13/6/2022\"\nSTT,Nội dung\n1,a\n");

    EXPECT_EQ(table.caption, "Phụ lục I. Kế hoạch số 5, ngày 13/6/2022");
    EXPECT_EQ(table.name, "Phụ lục I");
    EXPECT_EQ(texts_of(table), (Texts{"STT|Nội dung", "1|a"}));
    EXPECT_EQ(table.rows[0].number, 2U);
}

TEST(Csv, PassesOverBlankLinesAndEmptyCellsAtTheEnd) {
    EXPECT_EQ(texts_of(read("a,b,,\n\n,,,\nc,,d\n")), (Texts{"a|b", "c||d"}));
    EXPECT_TRUE(read("").rows.empty());
}

TEST(Csv, NamesTheLineAndColumnItCannotRead) {
    EXPECT_NE(refusal("a,b\nc,\"d").find("plan.csv, line 2, column 2"), std::string::npos);
    EXPECT_NE(refusal("a,b\n\"c\"x,d").find("Expected the next cell"), std::string::npos);
    EXPECT_NE(refusal("a,b\nc,\xFF\n").find("line 2, column 2"), std::string::npos);
    EXPECT_NE(refusal("a,b\nc,\xFF\n").find("UTF-8"), std::string::npos);
}

TEST(Csv, BoundsColumnsAndCells) {
    EXPECT_NE(
        refusal("a,b\n" + std::string(1'000, ',') + "c\n").find("columns"), std::string::npos
    );
    EXPECT_NE(refusal("a,b\nc," + std::string(40'000, 'd')).find("octets"), std::string::npos);
    EXPECT_NE(
        refusal("a,b\nc,\"" + std::string(400'000, 'd')).find("closing quotation mark"),
        std::string::npos
    );
}

TEST(Csv, ReadsAHundredThousandRows) {
    std::string bytes = "STT,Nội dung,Ghi chú\n";
    for (int i = 0; i < 100'000; ++i) {
        bytes += std::to_string(i) + ",\"dòng\nhai\",x\n";
    }
    const auto table = read(bytes);

    ASSERT_EQ(table.rows.size(), 100'001U);
    EXPECT_EQ(table.rows.back().number, 200'000U);
}

std::string quoted(const std::string& cell) {
    std::string text = "\"";
    for (const char c : cell) {
        text += c == '"' ? "\"\"" : std::string(1, c);
    }
    return text + "\"";
}

RC_GTEST_PROP(Csv, ReadsBackWhatWasWrittenHoweverItIsCutIntoChunks, ()) {
    const auto cell = rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab,;\"\n")));
    const auto cells = *rc::gen::nonEmpty(rc::gen::container<Texts>(cell));
    std::string bytes;
    for (const std::string& text : cells) {
        bytes += (bytes.empty() ? "" : ",") + quoted("x" + text + "x");
    }
    intake::Table table;
    CsvRecords records("plan.csv", ',', table);

    for (std::string_view rest = bytes; !rest.empty();) {
        const auto size = *rc::gen::inRange<std::size_t>(1, rest.size() + 1);
        RC_ASSERT(records.feed(rest.substr(0, size)).has_value());
        rest.remove_prefix(size);
    }
    RC_ASSERT(records.finish().has_value());

    RC_ASSERT(table.rows.size() == 1U);
    RC_ASSERT(table.rows[0].cells.size() == cells.size());
}

RC_GTEST_PROP(Csv, SurvivesAnyOctets, (const std::string& octets)) {
    intake::Table table;
    CsvRecords records("plan.csv", detect_delimiter(octets), table);

    const auto fed = records.feed(octets);
    const auto finished = fed ? records.finish() : fed;

    RC_ASSERT(finished.has_value() || !finished.error().detail.empty());
}

}  // namespace
}  // namespace dunghan::documents
