// The sender against a relay that answers as it is told: what is delivered, what is owed, what
// nobody knows.
#include "adapters/mail/smtp_sender.h"

#include <arpa/inet.h>
#include <fstream>
#include <sstream>
#include <sys/socket.h>

#include "tests/integration/smtp_answers.h"
#include "tests/integration/smtp_relay.h"
#include "tests/unit/mail/sample_digest.h"

namespace dunghan::mail {
namespace {

using tests::Answers;
using tests::Certificate;
using tests::Relay;
using tests::sample_digest;
using tests::sample_settings;

constexpr const char* account = "nhacviec:mật khẩu 1";

class Smtp : public testing::Test {
 protected:
    // One connection, so that the order of events is the order of mails.
    [[nodiscard]] SmtpSettings settings(const Relay& relay, const char* scheme = "smtp") const {
        SmtpSettings made;
        made.url = relay.url(scheme);
        made.username = "nhacviec";
        made.password = "mật khẩu 1";
        made.ca_file = trusted_.file;
        made.threads = 1;
        return made;
    }

    [[nodiscard]] Relay relay(std::vector<std::string> more) const {
        more.insert(more.end(), {"--account", account});
        return Relay(trusted_, more);
    }

    [[nodiscard]] std::unique_ptr<SmtpSender> open(const SmtpSettings& settings) {
        return SmtpSender::open(settings, sample_settings(), answers_.executor()).value();
    }

    SendReport send_once(const SmtpSettings& settings) {
        const auto sender = open(settings);
        return answers_.send(*sender, sample_digest());
    }

    tests::TempFolder folder_;
    Certificate trusted_{folder_.path(), "trusted"};
    Answers answers_;
};

TEST_F(Smtp, DeliversTheOctetsOfTheMail) {
    const std::string kept = (folder_.path() / "mail").string();
    Relay relay = this->relay({"--keep", kept});
    const SendReport report = send_once(settings(relay));
    EXPECT_EQ(report.outcome, SendOutcome::sent) << report.answer;
    EXPECT_EQ(report.answer, "content: 250 2.0.0 Ok: queued as 4C1D2");
    const Mail mail = compose(sample_digest(), sample_settings()).value();
    EXPECT_EQ(report.message_sha256, mail.sha256);
    std::ostringstream content;
    content << std::ifstream(kept, std::ios::binary).rdbuf();
    EXPECT_EQ(content.str(), mail.octets);
    const auto offered = relay.offered();
    EXPECT_EQ(offered, (std::multiset<std::string>{"auth", "mail", "rcpt", "content"}));
}

TEST_F(Smtp, DeliversOverTlsFromTheFirstOctet) {
    Relay relay = this->relay({"--tls", "first"});
    const SendReport report = send_once(settings(relay, "smtps"));
    EXPECT_EQ(report.outcome, SendOutcome::sent) << report.answer;
}

TEST_F(Smtp, KeepsItsConnectionForTheNextMail) {
    Relay relay = this->relay({});
    const auto sender = open(settings(relay));
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(answers_.send(*sender, sample_digest()).outcome, SendOutcome::sent);
    }
    const auto offered = relay.offered();
    EXPECT_EQ(offered.count("content"), 3U);
    EXPECT_EQ(offered.count("auth"), 1U);
}

TEST_F(Smtp, GoesOnWhenTheRelayHungUpBetweenMails) {
    Relay relay = this->relay({"--hang-up"});
    const auto sender = open(settings(relay));
    for (int i = 0; i < 3; ++i) {
        const SendReport report = answers_.send(*sender, sample_digest());
        EXPECT_EQ(report.outcome, SendOutcome::sent) << report.answer;
        EXPECT_TRUE(relay.next("hung up"));
    }
}

TEST_F(Smtp, AWrongPasswordSendsNothingAndIsOfferedOnce) {
    Relay relay = this->relay({});
    SmtpSettings wrong = settings(relay);
    wrong.password = "bí mật khác";
    const auto sender = open(wrong);
    for (int i = 0; i < 3; ++i) {
        const SendReport report = answers_.send(*sender, sample_digest());
        EXPECT_EQ(report.outcome, SendOutcome::not_sent);
        EXPECT_EQ(report.answer, "settings: signing in: 535");
    }
    EXPECT_EQ(relay.offered(), (std::multiset<std::string>{"auth"}));
}

TEST_F(Smtp, TriesAgainAfterThePause) {
    Relay relay = this->relay({});
    SmtpSettings wrong = settings(relay);
    wrong.password = "bí mật khác";
    wrong.pause_after_misconfiguration = std::chrono::milliseconds(0);
    const auto sender = open(wrong);
    for (int i = 0; i < 2; ++i) {
        EXPECT_EQ(answers_.send(*sender, sample_digest()).outcome, SendOutcome::not_sent);
    }
    EXPECT_EQ(relay.offered().count("auth"), 2U);
}

TEST_F(Smtp, SendsNothingWhereNoTlsIsOffered) {
    Relay relay = this->relay({"--tls", "none"});
    const SendReport report = send_once(settings(relay));
    EXPECT_EQ(report.outcome, SendOutcome::not_sent);
    EXPECT_TRUE(report.answer.starts_with("settings: ")) << report.answer;
    EXPECT_TRUE(relay.offered().empty());
}

TEST_F(Smtp, SendsNothingToARelayNobodyVouchesFor) {
    Relay relay = this->relay({});
    const Certificate other(folder_.path(), "other");
    SmtpSettings distrustful = settings(relay);
    distrustful.ca_file = other.file;
    const SendReport report = send_once(distrustful);
    EXPECT_EQ(report.outcome, SendOutcome::not_sent);
    EXPECT_TRUE(report.answer.starts_with("settings: ")) << report.answer;
    EXPECT_NE(report.answer.find("certificate"), std::string::npos) << report.answer;
    EXPECT_TRUE(relay.offered().empty());
}

TEST_F(Smtp, PlainSmtpIsForThisMachineOnly) {
    Relay relay = this->relay({"--tls", "none"});
    SmtpSettings plain = settings(relay);
    plain.starttls = false;
    plain.username.clear();
    EXPECT_EQ(SmtpSender::open(plain, sample_settings(), answers_.executor()).has_value(), true);
    for (const char* url :
         {"smtp://relay.example:25",
          "smtp://127.0.0.1:1@relay.example:25",
          "smtp://127.0.0.11:25"}) {
        plain.url = url;
        EXPECT_FALSE(SmtpSender::open(plain, sample_settings(), answers_.executor())) << url;
    }
}

struct Answered {
    const char* option;
    const char* answer;
    SendOutcome outcome;
    const char* reported;
};

class SmtpAnswered : public Smtp, public testing::WithParamInterface<Answered> {};

TEST_P(SmtpAnswered, TellsForNowFromForGood) {
    Relay relay = this->relay({GetParam().option, GetParam().answer});
    const SendReport report = send_once(settings(relay));
    EXPECT_EQ(report.outcome, GetParam().outcome);
    EXPECT_EQ(report.answer, GetParam().reported);
}

INSTANTIATE_TEST_SUITE_P(
    Answers,
    SmtpAnswered,
    testing::Values(
        Answered{
            "--rcpt",
            "450 4.2.0 greylisted",
            SendOutcome::not_sent,
            "recipient: 450 4.2.0 greylisted"},
        Answered{
            "--rcpt",
            "550 5.1.1 no such user",
            SendOutcome::refused,
            "recipient: 550 5.1.1 no such user"},
        Answered{
            "--content",
            "452 4.3.1 disk full",
            SendOutcome::not_sent,
            "content: 452 4.3.1 disk full"},
        Answered{
            "--content",
            "554 5.7.1 looks bad",
            SendOutcome::refused,
            "content: 554 5.7.1 looks bad"}
    )
);

TEST_F(Smtp, IsUncertainWhenCutAfterTheDotAndOffersTheSameAgain) {
    Relay relay = this->relay({"--cut", "1"});
    const auto sender = open(settings(relay));
    const SendReport cut = answers_.send(*sender, sample_digest());
    EXPECT_EQ(cut.outcome, SendOutcome::uncertain) << cut.answer;
    const auto first = relay.next("content");
    const SendReport again = answers_.send(*sender, sample_digest());
    EXPECT_EQ(again.outcome, SendOutcome::sent) << again.answer;
    const auto second = relay.next("content");
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->at("sha256"), second->at("sha256"));
    EXPECT_EQ(first->at("sha256"), cut.message_sha256);
    EXPECT_EQ(again.message_sha256, cut.message_sha256);
}

TEST_F(Smtp, IsNotSentWhereNobodyListens) {
    std::string url;
    {
        Relay relay = this->relay({});
        url = relay.url();
    }
    SmtpSettings deserted;
    deserted.url = url;
    const SendReport report = send_once(deserted);
    EXPECT_EQ(report.outcome, SendOutcome::not_sent);
    EXPECT_FALSE(report.answer.starts_with("settings: ")) << report.answer;
}

TEST_F(Smtp, GivesUpOnARelayThatNeverAnswers) {
    // It takes the connection and says nothing: the kernel accepts for a socket nobody serves.
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    ASSERT_EQ(::bind(socket, reinterpret_cast<sockaddr*>(&address), size), 0);
    ASSERT_EQ(::listen(socket, 4), 0);
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
    SmtpSettings settings;
    settings.url = "smtp://127.0.0.1:" + std::to_string(ntohs(address.sin_port));
    settings.transfer_timeout = std::chrono::milliseconds(500);
    EXPECT_EQ(send_once(settings).outcome, SendOutcome::not_sent);
    ::close(socket);
}

TEST_F(Smtp, RefusesAnAddressNoRelayShouldSee) {
    Relay relay = this->relay({});
    const auto sender = open(settings(relay));
    reminder::DigestIssued digest = sample_digest();
    digest.address = "sở-du-lịch@khanhhoa.example";
    const SendReport report = answers_.send(*sender, digest);
    EXPECT_EQ(report.outcome, SendOutcome::refused);
    EXPECT_NE(report.answer.find("name@domain in ASCII"), std::string::npos) << report.answer;
    EXPECT_TRUE(relay.offered().empty());
}

TEST_F(Smtp, AnswersEveryMailAlsoWhenItIsClosed) {
    SmtpSettings settings;
    settings.url = "smtp://127.0.0.1:1";
    settings.queue_max = 4;
    std::size_t answers = 0;
    {
        const auto sender = open(settings);
        for (int i = 0; i < 20; ++i) {
            sender->send(sample_digest(), [&](const SendReport& report) {
                EXPECT_EQ(report.outcome, SendOutcome::not_sent);
                ++answers;
            });
        }
    }
    while (answers < 20 && answers_.run_one()) {
    }
    EXPECT_EQ(answers, 20U);
}

}  // namespace
}  // namespace dunghan::mail
