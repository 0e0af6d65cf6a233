// Files made to harm whoever opens them: each is refused with its name and the way out.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "adapters/documents/limits.h"

#include "tests/support/read_made.h"

namespace dunghan::documents {
namespace {

using tests::docx_body;
using tests::docx_parts;
using tests::read_bytes;
using tests::read_zip;
using tests::relationship;
using tests::relationships;
using tests::sheet;
using tests::xlsx_parts;

void expect_refusal(
    const Result<intake::Document>& document, ErrorCode code, std::string_view words
) {
    ASSERT_FALSE(document.has_value());
    EXPECT_EQ(document.error().code, code) << document.error().detail;
    EXPECT_NE(document.error().detail.find(words), std::string::npos) << document.error().detail;
}

TEST(HostileFile, ABombOfBlanksIsStoppedWhileUnpacking) {
    const auto bomb = docx_parts(docx_body(std::string(40U << 20, ' ')));
    expect_refusal(read_zip(bomb, "plan.docx"), ErrorCode::limit_exceeded, "word/document.xml");
}

TEST(HostileFile, AManyfoldOfItsSizeIsStoppedBelowTheLimitToo) {
    const auto bomb = docx_parts(docx_body(std::string(4U << 20, ' ')));
    expect_refusal(read_zip(bomb, "plan.docx"), ErrorCode::limit_exceeded, "200 times");
}

TEST(HostileFile, ADoctypeIsRefused) {
    expect_refusal(
        read_zip(
            docx_parts(
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + docx_body("&e;")
            ),
            "plan.docx"
        ),
        ErrorCode::refused,
        "DOCTYPE"
    );
    expect_refusal(
        read_zip(xlsx_parts(sheet(""), "<!DOCTYPE sst [<!ENTITY a \"ha\">]><sst/>"), "plan.xlsx"),
        ErrorCode::refused,
        "xl/sharedStrings.xml"
    );
}

TEST(HostileFile, NamesThatLeaveTheArchiveAreRefused) {
    for (const char* const name : {"../../etc/cron.d/x", "/etc/passwd", "a/../../b", "C:\\x"}) {
        auto parts = docx_parts(docx_body(""));
        parts.emplace_back(name, "x");
        expect_refusal(read_zip(parts, "plan.docx"), ErrorCode::refused, name);
    }
}

TEST(HostileFile, ExternalAndClimbingRelationshipsAreNotFollowed) {
    auto external = docx_parts(docx_body(""));
    external[0].second = relationships(
        relationship("r1", "officeDocument", "http://x.example/word.xml", "TargetMode=\"External\"")
    );
    expect_refusal(read_zip(external, "plan.docx"), ErrorCode::invalid, "names no document");

    auto climbing = docx_parts(docx_body(""));
    climbing[0].second = relationships(relationship("r1", "officeDocument", "../../etc/passwd"));
    expect_refusal(read_zip(climbing, "plan.docx"), ErrorCode::invalid, "names no document");
}

TEST(HostileFile, ARelationshipToNothingNamesThePart) {
    auto parts = docx_parts(docx_body(""));
    parts.pop_back();
    expect_refusal(read_zip(parts, "plan.docx"), ErrorCode::not_found, "word/document.xml");
}

TEST(HostileFile, DeepNestingIsRefusedBeforeAnythingRecurses) {
    std::string deep;
    for (int i = 0; i < 200'000; ++i) {
        deep += "<w:sdt>";
    }
    // Padding keeps the ratio innocent, so that the depth itself is what is refused.
    std::string padding;
    for (unsigned i = 0, seed = 1; i < 200'000; ++i) {
        seed = seed * 1'103'515'245U + 12'345U;
        padding += static_cast<char>('a' + (seed >> 16) % 26);
    }
    std::string closing;
    for (int i = 0; i < 200'000; ++i) {
        closing += "</w:sdt>";
    }
    expect_refusal(
        read_zip(docx_parts(docx_body(padding + deep + closing)), "plan.docx"),
        ErrorCode::limit_exceeded,
        "256 levels"
    );
}

TEST(HostileFile, AHugeSpanIsCapped) {
    const auto document = read_zip(
        docx_parts(docx_body("<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2000000000\"/>"
                             "</w:tcPr><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc></w:tr></w:tbl>")),
        "plan.docx"
    );

    ASSERT_TRUE(document.has_value());
    EXPECT_EQ(document->tables.at(0).caption, "A");
}

TEST(HostileFile, TooManyPartsAreRefused) {
    auto parts = docx_parts(docx_body(""));
    for (int i = 0; i < limits::entries_max; ++i) {
        parts.emplace_back("x" + std::to_string(i), "");
    }
    expect_refusal(read_zip(parts, "plan.docx"), ErrorCode::limit_exceeded, "at most 2000 parts");
}

TEST(HostileFile, AMillionMergesOverManyRowsAreBounded) {
    std::string rows;
    std::string merges;
    for (int i = 1; i <= 5'000; ++i) {
        rows += "<row r=\"" + std::to_string(i) + "\"><c r=\"A" + std::to_string(i) +
                "\"><v>1</v></c></row>";
        merges += "<mergeCell ref=\"A1:A1048576\"/>";
    }
    expect_refusal(
        read_zip(xlsx_parts(sheet(rows, "<mergeCells>" + merges + "</mergeCells>")), "plan.xlsx"),
        ErrorCode::limit_exceeded,
        "merged cells"
    );
}

TEST(HostileFile, ATruncatedArchiveIsDamaged) {
    const tests::TempFolder folder;
    tests::write_zip(folder.path() / "plan.docx", docx_parts(docx_body("")));
    const std::string bytes = tests::read_file(folder.path() / "plan.docx");

    for (const std::size_t size : {bytes.size() - 1, bytes.size() / 2, std::size_t{30}}) {
        expect_refusal(
            read_bytes(bytes.substr(0, size), "plan.docx"), ErrorCode::invalid, "damaged"
        );
    }
}

TEST(HostileFile, AnOldOfficeFileIsToBeSavedAnew) {
    expect_refusal(
        read_bytes("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on", "plan.doc"),
        ErrorCode::invalid,
        "save as .docx"
    );
}

TEST(HostileFile, AnyOtherBinaryIsNoTable) {
    expect_refusal(
        read_bytes(std::string("\x89PNG\r\n\x1A\n\0\0", 10), "plan.csv"),
        ErrorCode::invalid,
        "UTF-8"
    );
    expect_refusal(
        documents::read_document("/nowhere/plan.docx"), ErrorCode::not_found, "plan.docx"
    );
}

RC_GTEST_PROP(HostileFile, FlippedOctetsNeverCrashTheReader, ()) {
    static const std::string sound = [] {
        const tests::TempFolder folder;
        tests::write_zip(
            folder.path() / "x",
            xlsx_parts(sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row>"))
        );
        return tests::read_file(folder.path() / "x");
    }();
    std::string bytes = sound;
    for (int i = 0; i < 4; ++i) {
        const auto at = *rc::gen::inRange<std::size_t>(4, bytes.size());
        bytes[at] = static_cast<char>(*rc::gen::inRange(0, 256));
    }

    const auto document = read_bytes(bytes, "plan.xlsx");

    RC_ASSERT(document.has_value() || !document.error().detail.empty());
}

}  // namespace
}  // namespace dunghan::documents
