// RFC 8785 in the two places where it takes care: texts and integers.
#include "engine/codec/canonical_json.h"

#include <gtest/gtest.h>

namespace dunghan {
namespace {

std::string json_of(std::string_view text) {
    std::string out;
    append_json_text(out, text);
    return out;
}

std::string json_of(std::int64_t value) {
    std::string out;
    append_json_integer(out, value);
    return out;
}

TEST(CanonicalText, StandsForItselfWherePossible) {
    EXPECT_EQ(json_of(""), R"("")");
    EXPECT_EQ(json_of("2.8/<script>&'"), R"("2.8/<script>&'")");
    EXPECT_EQ(json_of("\x7F"), "\"\x7F\"");
}

TEST(CanonicalText, EscapesQuotesBackslashesAndTheFiveNamedControls) {
    EXPECT_EQ(json_of("a\"b\\c"), R"("a\"b\\c")");
    EXPECT_EQ(json_of("\b\t\n\f\r"), R"("\b\t\n\f\r")");
}

TEST(CanonicalText, EscapesOtherControlsInLowerCaseHex) {
    EXPECT_EQ(json_of(std::string_view("\0\x01\x0B\x1F", 4)), R"("\u0000\u0001\u000b\u001f")");
}

TEST(CanonicalText, LeavesVietnameseSeparatorsAndEmojiAlone) {
    EXPECT_EQ(json_of("Sở Lao động – Thương binh"), "\"Sở Lao động – Thương binh\"");
    EXPECT_EQ(json_of("\u2028\u2029"), "\"\u2028\u2029\"");
    EXPECT_EQ(json_of("😀\U0010FFFF\u0080"), "\"😀\U0010FFFF\u0080\"");
}

// A relay may answer in any octets. What is written must stay readable.
TEST(CanonicalText, ReplacesOctetsThatAreNotUtf8) {
    EXPECT_EQ(json_of("a\xFF"), "\"a\uFFFD\"");
    EXPECT_EQ(json_of("\xC3"), "\"\uFFFD\"") << "cut";
    EXPECT_EQ(json_of("\xC0\xAF"), "\"\uFFFD\uFFFD\"") << "overlong";
    EXPECT_EQ(json_of("\xE0\x80\xAF"), "\"\uFFFD\uFFFD\uFFFD\"") << "overlong";
    EXPECT_EQ(json_of("\xED\xA0\x80"), "\"\uFFFD\uFFFD\uFFFD\"") << "surrogate";
    EXPECT_EQ(json_of("\xF4\x90\x80\x80"), "\"\uFFFD\uFFFD\uFFFD\uFFFD\"") << "after U+10FFFF";
    EXPECT_EQ(json_of("\xE1\xBB\"\xE1\xBB\x9F"), "\"\uFFFD\uFFFD\\\"ở\"") << "goes on after it";
}

TEST(CanonicalInteger, HasNoFractionExponentOrLeadingZero) {
    EXPECT_EQ(json_of(0), "0");
    EXPECT_EQ(json_of(-1), "-1");
    EXPECT_EQ(json_of(json_integer_max), "9007199254740991");
    EXPECT_EQ(json_of(-json_integer_max), "-9007199254740991");
}

TEST(CanonicalIntegerDeathTest, BeyondWhatEveryReaderKeepsExactlyIsABug) {
    EXPECT_DEATH(json_of(json_integer_max + 1), "broken invariant");
}

}  // namespace
}  // namespace dunghan
