#include "adapters/mail/mime.h"

#include <gtest/gtest.h>

#include "adapters/mail/message.h"

#include "tests/unit/mail/mail_reader.h"
#include "tests/unit/mail/sample_digest.h"

namespace dunghan::mail {
namespace {

using tests::headers_of;
using tests::lines_of;
using tests::sample_digest;
using tests::sample_settings;

std::string octets_of(const reminder::DigestIssued& digest) {
    return compose(digest, sample_settings()).value().octets;
}

TEST(Mime, GivesTheSameOctetsForTheSameDigest) {
    const Mail first = compose(sample_digest(), sample_settings()).value();
    const Mail second = compose(sample_digest(), sample_settings()).value();
    EXPECT_EQ(first.octets, second.octets);
    EXPECT_EQ(first.sha256, second.sha256);
    EXPECT_EQ(first.sha256.size(), 64U);
}

TEST(Mime, HasEachHeaderOnce) {
    const auto headers = headers_of(octets_of(sample_digest()));
    const std::map<std::string, std::string> fixed{
        {"Date", "Tue, 25 Oct 2022 08:00:00 +0700"},
        {"Message-ID", "<" + sample_digest().message_id + ">"},
        {"Auto-Submitted", "auto-generated"},
        {"X-Auto-Response-Suppress", "All"},
        {"List-Id", "<nhac-viec.dunghan.local>"},
        {"Content-Language", "vi"},
        {"MIME-Version", "1.0"}};
    for (const auto& [name, value] : fixed) {
        ASSERT_EQ(headers.count(name), 1U) << name;
        EXPECT_EQ(headers.find(name)->second, value);
    }
    for (const char* name : {"From", "To", "Subject", "Content-Type"}) {
        EXPECT_EQ(headers.count(name), 1U) << name;
    }
    EXPECT_EQ(headers.size(), 11U);
}

TEST(Mime, EndsEveryLineWithCrlfAndKeepsThemShort) {
    const std::string octets = octets_of(sample_digest());
    for (std::size_t at = octets.find_first_of("\r\n"); at != std::string::npos;
         at = octets.find_first_of("\r\n", at + 2)) {
        ASSERT_EQ(octets.substr(at, 2), "\r\n") << "at " << at;
    }
    for (const std::string& line : lines_of(octets)) {
        EXPECT_LE(line.size(), line.starts_with("Message-ID") ? 998U : 78U) << line;
        EXPECT_TRUE(std::all_of(line.begin(), line.end(), [](char c) {
            return c >= 0x20 && c < 0x7F;
        })) << line;
    }
}

TEST(Mime, LetsNoNameOrSubjectAddAHeader) {
    const std::string evil = "Sở\r\nBcc: all@evil.example\r\n\r\nbody\x01\x7f";
    reminder::DigestIssued digest = sample_digest();
    digest.recipient_name = evil;
    digest.as_of = evil;
    digest.redirected = evil;
    digest.items.front().code = evil;
    digest.items.front().title = evil;
    MailSettings settings = sample_settings();
    settings.subject_tag = evil;
    settings.contact = evil;
    const auto headers = headers_of(compose(digest, settings).value().octets);
    EXPECT_EQ(headers.size(), 11U);
    EXPECT_EQ(headers.count("Bcc"), 0U);
}

TEST(Mime, RefusesAddressesThatAreNone) {
    for (const char* address : {"", "sở@x.vn", "a@b.c\r\nRCPT TO:<x@y.z>", "a@b.c>", "a b@c.d"}) {
        reminder::DigestIssued digest = sample_digest();
        digest.address = address;
        const auto mail = compose(digest, sample_settings());
        ASSERT_FALSE(mail) << address;
        EXPECT_EQ(mail.error().code, ErrorCode::invalid);
        EXPECT_TRUE(mail.error().detail.starts_with("Expected the recipient to be name@domain"))
            << mail.error().detail;
        EXPECT_EQ(mail.error().detail.find('\n'), std::string::npos);
    }
}

TEST(Mime, RefusesAMessageIdThatIsNone) {
    reminder::DigestIssued digest = sample_digest();
    digest.message_id = "x>\r\nBcc: a@b.c";
    EXPECT_FALSE(compose(digest, sample_settings()));
}

TEST(Mime, EncodesNamesWithSpecials) {
    reminder::DigestIssued digest = sample_digest();
    digest.recipient_name = "Smith, \"J\" <x@y.z>";
    const auto headers = headers_of(octets_of(digest));
    const std::string to = headers.find("To")->second;
    EXPECT_EQ(tests::decoded_word(tests::words_in(to).front()), digest.recipient_name);
    EXPECT_TRUE(to.ends_with("?= <sdl@khanhhoa.example>")) << to;
}

TEST(Mime, FoldsBeforeALongAddress) {
    reminder::DigestIssued digest = sample_digest();
    digest.recipient_name = "Sở Lao động – Thương binh và Xã hội";
    digest.address = "lao-dong-thuong-binh-va-xa-hoi@so-ban-nganh.khanhhoa.example";
    const std::string to = headers_of(octets_of(digest)).find("To")->second;
    EXPECT_NE(to.find("\r\n <lao-dong"), std::string::npos) << to;
}

TEST(Mime, WritesBodiesWithCrlfInside) {
    const std::string octets = octets_of(sample_digest());
    for (const char* type : {"text/plain", "text/html"}) {
        const std::string body = tests::part_of(octets, type);
        ASSERT_FALSE(body.empty()) << type;
        EXPECT_TRUE(tests::is_utf8(body));
        EXPECT_EQ(
            std::count(body.begin(), body.end(), '\n'), std::count(body.begin(), body.end(), '\r')
        );
    }
}

TEST(MailDate, IsWrittenForTheOffice) {
    EXPECT_EQ(mail_date({0}), "Thu, 01 Jan 1970 07:00:00 +0700");
    EXPECT_EQ(mail_date({1'672'505'999'000}), "Sat, 31 Dec 2022 23:59:59 +0700");
    EXPECT_EQ(mail_date({1'709'139'600'000}), "Thu, 29 Feb 2024 00:00:00 +0700");
}

}  // namespace
}  // namespace dunghan::mail
