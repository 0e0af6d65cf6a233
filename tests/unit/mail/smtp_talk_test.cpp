#include "adapters/mail/smtp_talk.h"

#include <gtest/gtest.h>

namespace dunghan::mail {
namespace {

struct Told {
    SmtpTalk talk;

    Told& says(const char* command) {
        talk.heard_command(command);
        return *this;
    }

    Told& hears(const char* reply) {
        talk.heard_reply(reply);
        return *this;
    }

    Told& content() {
        talk.content_is_out();
        return *this;
    }
};

Told until_recipient() {
    return Told{}
        .hears("220 hi")
        .says("EHLO x")
        .hears("250-a")
        .hears("250 b")
        .says("MAIL FROM:<a>")
        .hears("250 ok");
}

Told until_content() {
    return until_recipient().says("RCPT TO:<b>").hears("250 ok").says("DATA").hears("354 go");
}

TEST(SmtpTalk, IsUncertainOnlyAfterTheWholeContent) {
    EXPECT_EQ(until_content().talk.outcome(false), SendOutcome::not_sent);
    EXPECT_EQ(until_content().content().talk.outcome(false), SendOutcome::uncertain);
    EXPECT_EQ(until_recipient().content().talk.outcome(false), SendOutcome::not_sent);
}

TEST(SmtpTalk, BelievesAYesAfterTheContentHoweverItEnds) {
    EXPECT_EQ(until_content().content().hears("250 queued").talk.outcome(false), SendOutcome::sent);
    EXPECT_EQ(
        until_content().content().hears("250 queued").says("QUIT").talk.outcome(false),
        SendOutcome::sent
    );
    EXPECT_EQ(until_content().content().talk.outcome(true), SendOutcome::sent);
}

TEST(SmtpTalk, TellsForNowFromForGood) {
    const auto after = [](Told told, const char* reply) {
        return told.hears(reply).talk.outcome(false);
    };
    EXPECT_EQ(after(until_recipient().says("RCPT TO:<b>"), "450 later"), SendOutcome::not_sent);
    EXPECT_EQ(after(until_recipient().says("RCPT TO:<b>"), "550 no"), SendOutcome::refused);
    EXPECT_EQ(after(until_content().content(), "452 full"), SendOutcome::not_sent);
    EXPECT_EQ(after(until_content().content(), "554 no"), SendOutcome::refused);
    EXPECT_EQ(after(Told{}, "554 go away"), SendOutcome::not_sent);
}

TEST(SmtpTalk, PassesOverTheGoodbye) {
    const Told told =
        until_recipient().says("RCPT TO:<b>").hears("550 no").says("QUIT").hears("221 bye");
    EXPECT_EQ(told.talk.outcome(false), SendOutcome::refused);
    EXPECT_EQ(told.talk.answer("failed"), "recipient: 550 no");
}

TEST(SmtpTalk, NamesTheTroubleWhereTheRelayWasContent) {
    const Told told = Told{}.says("STARTTLS").hears("220 ready");
    EXPECT_EQ(
        told.talk.answer("a certificate nobody knows"), "greeting: a certificate nobody knows"
    );
    EXPECT_EQ(until_content().content().hears("250 queued").talk.answer(""), "content: 250 queued");
}

TEST(SmtpTalk, BlamesTheSettingsBeforeTheRecipient) {
    EXPECT_TRUE(Told{}.says("MAIL FROM:<a>").hears("550 not you").talk.blames_the_settings());
    EXPECT_TRUE(Told{}.says("AUTH PLAIN eA==").hears("535 no").talk.blames_the_settings());
    EXPECT_FALSE(Told{}.says("RCPT TO:<b>").hears("550 no").talk.blames_the_settings());
    EXPECT_FALSE(Told{}.says("MAIL FROM:<a>").hears("451 later").talk.blames_the_settings());
}

TEST(SmtpTalk, AnswersInOneLineWithoutSecrets) {
    EXPECT_EQ(
        until_recipient().says("RCPT TO:<b>").hears("550 5.1.1 ai đó\r\n").talk.answer(""),
        "recipient: 550 5.1.1 ai đó"
    );
    EXPECT_EQ(
        Told{}.says("AUTH PLAIN c2VjcmV0").hears("535 c2VjcmV0 is wrong").talk.answer("denied"),
        "signing in: 535"
    );
    EXPECT_EQ(until_content().content().talk.answer("cut\noff"), "content: cut off");
    EXPECT_LE(
        Told{}.hears(("220 " + std::string(2'000, 'x')).c_str()).talk.answer("").size(), 300U
    );
}

std::string impersonal(const std::string& reply) {
    return until_recipient().says("RCPT TO:<b>").hears(reply.c_str()).talk.impersonal("");
}

TEST(SmtpTalk, GivesTheRelaysNumbersWithoutItsWords) {
    EXPECT_EQ(impersonal("550 5.1.1 <an@x.vn>: no such user"), "recipient: 550 5.1.1");
    EXPECT_EQ(impersonal("550-5.7.26 an"), "recipient: 550 5.7.26");
    EXPECT_EQ(impersonal("250"), "recipient: 250");
    EXPECT_EQ(impersonal("452 4.2.2"), "recipient: 452 4.2.2");
    EXPECT_EQ(
        until_content().content().hears("250 2.0.0 for an, as 9F2").talk.impersonal(""),
        "content: 250 2.0.0"
    );
    EXPECT_EQ(
        until_recipient().talk.impersonal("Couldn't connect to server"),
        "sender: Couldn't connect to server"
    );
    // What only looks like an enhanced code may be a number of somebody's
    for (const char* reply :
         {"550 5.258.373",
          "550 5.1.1.an",
          "550 5.1.123",
          "550 51.1",
          "550 5.1.",
          "550 an",
          "550 "}) {
        EXPECT_EQ(impersonal(reply), "recipient: 550") << reply;
    }
}

// Cut anywhere, said before or behind the numbers, with or without blanks. One digit behind them
// cannot be told from the code's own.
TEST(SmtpTalk, LetsNoPartOfAnAddressThrough) {
    const std::string address = "moc.danh-dau.7391@khanhhoa.example";
    for (std::size_t from = 0; from < address.size(); ++from) {
        for (std::size_t size = 1; size <= address.size() - from; ++size) {
            const std::string part = address.substr(from, size);
            EXPECT_EQ(impersonal("550 5.1.1 " + part), "recipient: 550 5.1.1");
            EXPECT_EQ(impersonal("550 " + part), "recipient: 550");
            const bool digit = size == 1 && part[0] >= '0' && part[0] <= '9';
            EXPECT_EQ(
                impersonal("550 5.1.1" + part),
                digit ? "recipient: 550 5.1.1" + part : "recipient: 550"
            );
        }
    }
}

}  // namespace
}  // namespace dunghan::mail
