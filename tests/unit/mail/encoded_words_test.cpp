#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/base/text.h"

#include "adapters/mail/mime.h"

#include "tests/unit/mail/mail_reader.h"

namespace dunghan::mail {
namespace {

using tests::decoded_word;
using tests::lines_of;
using tests::words_in;

constexpr std::size_t subject_column = 9;

std::string decoded(std::string_view value) {
    std::string text;
    for (const std::string& word : words_in(value)) {
        text += decoded_word(word);
    }
    return text.empty() ? std::string(value) : text;
}

// Syllables with every kind of mark, words no blank comes near, and what breaks headers.
rc::Gen<std::string> subjects() {
    const auto piece = rc::gen::elementOf(std::vector<std::string>{
        "Chuyển",     " ",       "đổi", "số", " ",    "nghiệm",        "Ưỡng",
        " ",          "trễ hạn", "ệ",   "Đ",  "a",    "6.6#3",         " – ",
        "=?UTF-8?B?", "?=",      ",",   "\"", "🏛", "e\u0302\u0323", "\r\n",
        "\t",         "Sở",      " "});
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [](const auto& parts) {
        std::string text;
        for (const std::string& part : parts) {
            text += part;
        }
        return text;
    });
}

void expect_conforming(const std::string& value, std::size_t column) {
    for (const std::string& word : words_in(value)) {
        RC_ASSERT(word.size() <= 75U);
        RC_ASSERT(tests::is_utf8(decoded_word(word)));
        RC_ASSERT(!decoded_word(word).empty());
    }
    std::size_t before = column;
    for (const std::string& line : lines_of(value)) {
        RC_ASSERT(before + line.size() <= 78U);
        RC_ASSERT(line.find_first_of("\r\n") == std::string::npos);
        RC_ASSERT(before != 0U || line.front() == ' ');
        before = 0;
    }
}

// A property is tried a hundred times: with twelve subjects each, on 1,200.
rc::Gen<std::vector<std::string>> dozen() {
    return rc::gen::container<std::vector<std::string>>(12, rc::gen::resize(80, subjects()));
}

RC_GTEST_PROP(EncodedWords, DecodeAloneFitAndComeBack, ()) {
    for (const std::string& subject : *dozen()) {
        const std::string value = encoded_words(subject, subject_column);
        expect_conforming(value, subject_column);
        RC_ASSERT(decoded(value) == squeeze(to_nfc(subject).value()));
    }
}

RC_GTEST_PROP(EncodedWords, HoldAtAnyColumn, ()) {
    const auto column = *rc::gen::inRange<std::size_t>(1, 56);
    for (const std::string& subject : *dozen()) {
        expect_conforming(encoded_words(subject, column, Encode::always), column);
    }
}

TEST(EncodedWords, BeginWithABlankWhereOneIsNear) {
    const std::string value = encoded_words(
        "Ủy ban nhân dân các huyện Cam Lâm, Diên Khánh, Khánh Sơn và thị xã Ninh Hòa", 9
    );
    const auto words = words_in(value);
    ASSERT_GT(words.size(), 2U);
    for (std::size_t i = 1; i < words.size(); ++i) {
        EXPECT_EQ(decoded_word(words[i]).front(), ' ') << words[i];
    }
}

TEST(EncodedWords, LeaveShortPlainTextAlone) {
    EXPECT_EQ(encoded_words("dunghan 6.6#3", 9), "dunghan 6.6#3");
    EXPECT_EQ(encoded_words("", 9), "");
}

TEST(EncodedWords, HideWhatLooksLikeAWord) {
    EXPECT_EQ(decoded(encoded_words("=?UTF-8?B?QQ==?=", 9)), "=?UTF-8?B?QQ==?=");
    EXPECT_TRUE(encoded_words("=?UTF-8?B?QQ==?=", 9).starts_with("=?UTF-8?B?PT9V"));
}

TEST(EncodedWords, ShowOctetsThatAreNoTextAsQuestionMarks) {
    EXPECT_EQ(encoded_words("abc\xff\xfe", 9), "abc??");
}

}  // namespace
}  // namespace dunghan::mail
