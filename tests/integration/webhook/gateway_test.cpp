// Calls through a gateway that wants an access token, over real sockets: a scripted server is
// both, the place where tokens are had and the endpoint behind it.
#include <future>
#include <gtest/gtest.h>

#include "adapters/webhook/gateway_sender.h"

#include "tests/integration/smtp_answers.h"
#include "tests/integration/webhook/scripted_receiver.h"

namespace dunghan::webhook {
namespace {

using tests::HeardCall;
using tests::Reply;
using tests::ScriptedReceiver;

constexpr const char* client_secret = "bi-mat-cua-lgsp";

class Gateways : public testing::Test {
 protected:
    Gateways() {
        settings_.egress.allow_loopback_for_tests = true;
        gateway_.token_url = check_url(tokens_.url(), true).value();
        gateway_.origin = check_url(endpoint_.url(), true)->origin;
        gateway_.client_id = "dunghan";
        gateway_.client_secret = [] { return std::string(client_secret); };
        gateway_.scope = "default";
    }

    static Reply token(const std::string& text, int lifetime_s) {
        return {
            200,
            {},
            R"({"access_token":")" + text + R"(","token_type":"Bearer","expires_in":)" +
                std::to_string(lifetime_s) + "}"};
    }

    Call call_to(const ScriptedReceiver& receiver, bool granted = true) {
        Target target;
        target.url = check_url(receiver.url(), true).value();
        target.secrets.push_back(Secret::make(SecretKind::shared));
        for (const std::uint16_t port : {endpoint_.port(), tokens_.port(), other_.port()}) {
            if (granted || port != tokens_.port()) {
                const Instant later{now_.ms + 10 * ms_per_day};
                target.grants.push_back({parse_cidr("127.0.0.1/32").value(), port, later});
            }
        }
        return {
            std::make_shared<const Target>(std::move(target)),
            "khanhhoa-42",
            std::make_shared<const std::string>("{}")};
    }

    void begin(Call call) {
        if (!sender_) {
            sender_ = GatewaySender::open(settings_, {gateway_}, answers_.executor(), [this] {
                          return now_;
                      }).value();
        }
        ++waiting_;
        sender_->send(std::move(call), [this](Attempt attempt) {
            --waiting_;
            made_.push_back(std::move(attempt));
        });
    }

    std::vector<Attempt> end() {
        while (waiting_ > 0 && answers_.run_one()) {
        }
        return std::exchange(made_, {});
    }

    Attempt send(Call call) {
        begin(std::move(call));
        return end().at(0);
    }

    Instant now_{1'795'539'600'000};
    ScriptedReceiver tokens_{[this](const HeardCall&) { return token("t1", 3'600); }};
    ScriptedReceiver endpoint_{tests::always(204)};
    ScriptedReceiver other_{tests::always(204)};
    WebhookSettings settings_;
    Gateway gateway_;
    tests::Answers answers_;
    std::size_t waiting_ = 0;
    std::vector<Attempt> made_;
    std::unique_ptr<GatewaySender> sender_;
};

TEST_F(Gateways, OneTokenIsFetchedForAllAndCarriedBesideTheSignature) {
    for (int i = 0; i < 20; ++i) {
        begin(call_to(endpoint_));
    }
    for (const Attempt& attempt : end()) {
        EXPECT_EQ(attempt.outcome, Outcome::delivered) << attempt.error;
    }
    EXPECT_EQ(send(call_to(endpoint_)).outcome, Outcome::delivered);
    const auto asked = tokens_.calls();
    ASSERT_EQ(asked.size(), 1U);
    // "dunghan:bi-mat-cua-lgsp"
    EXPECT_EQ(asked[0].header("authorization"), "Basic ZHVuZ2hhbjpiaS1tYXQtY3VhLWxnc3A=");
    EXPECT_EQ(asked[0].header("content-type"), "application/x-www-form-urlencoded");
    EXPECT_EQ(asked[0].header("webhook-signature"), "");
    EXPECT_EQ(asked[0].body, "grant_type=client_credentials&scope=default");
    const auto heard = endpoint_.calls();
    EXPECT_EQ(heard.size(), 21U);
    for (const HeardCall& call : heard) {
        EXPECT_EQ(call.header("authorization"), "Bearer t1");
        EXPECT_EQ(call.id(), "khanhhoa-42");
        EXPECT_TRUE(call.header("webhook-signature").starts_with("v1,"));
    }
}

TEST_F(Gateways, ATokenIsFetchedAnewBeforeItExpires) {
    tokens_.say([n = 0](const HeardCall&) mutable { return token("t" + std::to_string(++n), 60); });
    for (const int later_s : {0, 29, 30, 59, 60}) {
        now_ = {1'795'539'600'000 + later_s * 1'000};
        EXPECT_EQ(send(call_to(endpoint_)).outcome, Outcome::delivered);
    }
    std::vector<std::string> carried;
    for (const HeardCall& call : endpoint_.calls()) {
        carried.push_back(call.header("authorization").substr(7));
    }
    EXPECT_EQ(carried, (std::vector<std::string>{"t1", "t1", "t2", "t2", "t3"}));
}

TEST_F(Gateways, WhoIsAnswered401AsksForAnotherToken) {
    tokens_.say([n = 0](const HeardCall&) mutable {
        return token("t" + std::to_string(++n), 3'600);
    });
    endpoint_.say([](const HeardCall& call) {
        return Reply{call.header("authorization") == "Bearer t1" ? 401U : 204U};
    });
    const Attempt first = send(call_to(endpoint_));
    EXPECT_EQ(first.outcome, Outcome::failed);
    EXPECT_EQ(first.status, 401);
    EXPECT_EQ(send(call_to(endpoint_)).outcome, Outcome::delivered);
    EXPECT_EQ(send(call_to(endpoint_)).outcome, Outcome::delivered);
    EXPECT_EQ(tokens_.calls().size(), 2U);
}

TEST_F(Gateways, NoOtherOriginIsToldTheToken) {
    EXPECT_EQ(send(call_to(endpoint_)).outcome, Outcome::delivered);
    EXPECT_EQ(send(call_to(other_)).outcome, Outcome::delivered);
    EXPECT_EQ(other_.calls().at(0).header("authorization"), "");
}

TEST_F(Gateways, ATokenThatIsSaidBackIsKeptOutOfTheAnswer) {
    endpoint_.say([](const HeardCall& call) {
        return Reply{400, {}, "got " + call.header("authorization") + " and t1"};
    });
    EXPECT_EQ(send(call_to(endpoint_)).body, "got Bearer (token) and (token)");
}

TEST_F(Gateways, NothingIsSentWithoutATokenAndTheAttemptSaysWhy) {
    struct Case {
        Reply reply;
        const char* why;
    };

    const Case cases[] = {
        {{401, {}, "{}"}, "status 401"},
        {{503, {{"Retry-After", "7"}}, "{}"}, "status 503"},
        {{302, {{"Location", other_.url()}}, "{}"}, "status 302"},
        {{200, {}, "no"}, "Expected a JSON object in the answer, but got other"},
        {{200, {}, R"({"access_token":"t1","token_type":"mac"})"},
         "Expected a token_type Bearer in the answer, but got other"}};
    for (const Case& one : cases) {
        tokens_.say([&](const HeardCall&) { return one.reply; });
        begin(call_to(endpoint_));
        begin(call_to(endpoint_));
        const auto made = end();
        EXPECT_EQ(made.size(), 2U);
        for (const Attempt& attempt : made) {
            EXPECT_EQ(attempt.outcome, Outcome::failed);
            EXPECT_EQ(attempt.status, 0);
            EXPECT_EQ(attempt.started, now_);
            EXPECT_EQ(attempt.error, "no token from " + tokens_.url() + ": " + one.why);
            EXPECT_EQ(attempt.retry_after.has_value(), one.reply.status == 503);
        }
    }
    EXPECT_EQ(tokens_.calls().size(), std::size(cases));
    EXPECT_TRUE(endpoint_.calls().empty());
    EXPECT_TRUE(other_.calls().empty());
    tokens_.say([](const HeardCall&) { return token("t1", 60); });
    EXPECT_EQ(send(call_to(endpoint_)).outcome, Outcome::delivered) << "it is asked again";
}

TEST_F(Gateways, TheWayToTheTokenIsHeldToTheGrantsOfTheEndpoint) {
    const Attempt attempt = send(call_to(endpoint_, false));
    EXPECT_EQ(attempt.outcome, Outcome::denied);
    EXPECT_NE(attempt.error.find("not granted"), std::string::npos) << attempt.error;
    EXPECT_EQ(tokens_.connections(), 0U);
    EXPECT_TRUE(endpoint_.calls().empty());
}

TEST_F(Gateways, ASecretThatCannotBeReadFailsTheAttempt) {
    gateway_.client_secret = [] {
        return Result<std::string>(fail(ErrorCode::not_found, "Expected a file"));
    };
    const Attempt attempt = send(call_to(endpoint_));
    EXPECT_EQ(attempt.outcome, Outcome::failed);
    EXPECT_EQ(attempt.error, "no token from " + tokens_.url() + ": Expected a file");
    EXPECT_EQ(tokens_.connections(), 0U);
}

TEST_F(Gateways, CallsThatWaitForATokenAreAnsweredWhenTheSenderIsClosed) {
    std::promise<void> heard;
    std::promise<void> go_on;
    tokens_.say([&](const HeardCall&) {
        heard.set_value();
        go_on.get_future().wait();
        return token("t1", 3'600);
    });
    begin(call_to(endpoint_));
    begin(call_to(endpoint_));
    heard.get_future().wait();
    sender_.reset();
    go_on.set_value();
    for (const Attempt& attempt : end()) {
        EXPECT_EQ(attempt.outcome, Outcome::not_tried) << attempt.error;
    }
    EXPECT_TRUE(endpoint_.calls().empty());
}

}  // namespace
}  // namespace dunghan::webhook
