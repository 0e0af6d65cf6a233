#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include "adapters/mail/maildir_sender.h"

#include "tests/support/temp_folder.h"
#include "tests/unit/mail/sample_digest.h"

namespace dunghan::mail {
namespace {

namespace fs = std::filesystem;
using tests::sample_digest;
using tests::sample_settings;

class Maildir : public testing::Test {
 protected:
    SendReport send(const reminder::DigestIssued& digest) {
        const auto sender = MaildirSender::open(box(), sample_settings()).value();
        SendReport report;
        int calls = 0;
        sender->send(digest, [&](SendReport answer) {
            report = std::move(answer);
            ++calls;
        });
        EXPECT_EQ(calls, 1);
        return report;
    }

    [[nodiscard]] fs::path box() const { return folder_.path() / "mail"; }

    [[nodiscard]] std::vector<fs::path> files(const char* part) const {
        return {fs::directory_iterator(box() / part), fs::directory_iterator()};
    }

    static std::string content_of(const fs::path& path) {
        std::ostringstream text;
        text << std::ifstream(path, std::ios::binary).rdbuf();
        return text.str();
    }

    tests::TempFolder folder_;
};

TEST_F(Maildir, HoldsTheOctetsOfTheMail) {
    const SendReport report = send(sample_digest());
    EXPECT_EQ(report.outcome, SendOutcome::sent);
    const Mail mail = compose(sample_digest(), sample_settings()).value();
    EXPECT_EQ(report.message_sha256, mail.sha256);
    ASSERT_EQ(files("new").size(), 1U);
    EXPECT_EQ(files("new").front().filename().string(), report.answer);
    EXPECT_EQ(content_of(files("new").front()), mail.octets);
    EXPECT_TRUE(files("tmp").empty());
}

TEST_F(Maildir, KeepsOneMailHoweverOftenItIsSent) {
    const SendReport first = send(sample_digest());
    const SendReport second = send(sample_digest());
    EXPECT_EQ(second.outcome, SendOutcome::sent);
    EXPECT_EQ(second.message_sha256, first.message_sha256);
    EXPECT_EQ(files("new").size(), 1U);
}

TEST_F(Maildir, FindsAMailSomebodyHasRead) {
    const std::string name = send(sample_digest()).answer;
    fs::rename(box() / "new" / name, box() / "cur" / (name + ":2,S"));
    EXPECT_EQ(send(sample_digest()).outcome, SendOutcome::sent);
    EXPECT_TRUE(files("new").empty());
    EXPECT_EQ(files("cur").size(), 1U);
}

TEST_F(Maildir, ReplacesWhatAKilledProcessLeftHalfWritten) {
    const std::string name = send(sample_digest()).answer;
    fs::remove(box() / "new" / name);
    std::ofstream(box() / "tmp" / name) << "Date: half a ma";
    EXPECT_EQ(send(sample_digest()).outcome, SendOutcome::sent);
    ASSERT_EQ(files("new").size(), 1U);
    EXPECT_EQ(
        content_of(files("new").front()), compose(sample_digest(), sample_settings())->octets
    );
    EXPECT_TRUE(files("tmp").empty());
}

TEST_F(Maildir, KeepsMailsOfOneInstantApart) {
    reminder::DigestIssued other = sample_digest();
    other.message_id = "other@dunghan.local";
    send(sample_digest());
    send(other);
    EXPECT_EQ(files("new").size(), 2U);
}

TEST_F(Maildir, SaysNotSentWhenTheDiskRefuses) {
    const auto sender = MaildirSender::open(box(), sample_settings()).value();
    fs::remove_all(box() / "tmp");
    sender->send(sample_digest(), [](const SendReport& report) {
        EXPECT_EQ(report.outcome, SendOutcome::not_sent);
        EXPECT_NE(report.answer.find("Expected to write"), std::string::npos) << report.answer;
    });
}

TEST_F(Maildir, RefusesAnAddressNoMailCanCarry) {
    reminder::DigestIssued digest = sample_digest();
    digest.address = "sở@khanhhoa.vn";
    EXPECT_EQ(send(digest).outcome, SendOutcome::refused);
    EXPECT_TRUE(files("new").empty());
}

TEST_F(Maildir, NamesTheFolderItCannotMake) {
    std::ofstream(box()) << "a file";
    const auto sender = MaildirSender::open(box(), sample_settings());
    ASSERT_FALSE(sender);
    EXPECT_EQ(sender.error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace dunghan::mail
