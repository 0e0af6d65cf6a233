// The sender against an endpoint that answers as its path says, read by others' libraries.
#include "adapters/webhook/webhook_sender.h"

#include <atomic>
#include <gtest/gtest.h>

#include "adapters/webhook/cloud_event.h"

#include "tests/integration/smtp_answers.h"
#include "tests/integration/webhook_receiver.h"
#include "tests/unit/webhook/sample_record.h"

namespace dunghan::webhook {
namespace {

using tests::call;
using tests::Receiver;
using tests::target;

Instant machine_now() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(now).count()};
}

class Webhook : public testing::Test {
 protected:
    [[nodiscard]] static WebhookSettings settings() {
        WebhookSettings made;
        made.egress.allow_loopback_for_tests = true;
        return made;
    }

    [[nodiscard]] std::unique_ptr<WebhookSender> open(const WebhookSettings& settings) {
        return WebhookSender::open(
                   settings,
                   answers_.executor(),
                   [this] { return Instant{machine_now().ms + ahead_ms_}; }
        ).value();
    }

    Attempt send(WebhookSender& sender, Call one) {
        std::optional<Attempt> made;
        sender.send(std::move(one), [&](Attempt attempt) { made = std::move(attempt); });
        while (!made && answers_.run_one()) {
        }
        return made.value_or(Attempt{});
    }

    Attempt send_once(Call one) { return send(*open(settings()), std::move(one)); }

    Attempt get(const Receiver& receiver, const std::string& path) {
        return send_once(call(target(receiver, path)));
    }

    tests::Answers answers_;
    std::atomic<std::int64_t> ahead_ms_{0};
};

nlohmann::json read_by_others(const nlohmann::json& request, const std::vector<Secret>& secrets) {
    nlohmann::json asked{{"headers", request.at("headers")}, {"body", request.at("body")}};
    for (const Secret& secret : secrets) {
        if (secret.kind() == SecretKind::shared) {
            asked["secrets"].push_back(secret.reveal());
        } else {
            asked["key"] = secret.public_text();
        }
    }
    asked["secrets"].push_back(Secret::make(SecretKind::shared).reveal());
    tests::Process node(
        {"/usr/bin/env",
         "node",
         DUNGHAN_SOURCE_DIR "/tests/integration/webhook_reader.js",
         asked.dump()}
    );
    node.end_input();
    const std::string said = node.rest();
    EXPECT_EQ(node.wait(), 0);
    return nlohmann::json::parse(said);
}

TEST_F(Webhook, IsVerifiedAndReadByTheOfficialLibraries) {
    Receiver receiver;
    const CloudEvent event = cloud_event(tests::sample_record(), tests::sample_origin()).value();
    Target to = target(receiver, "/answer?status=204");
    to.secrets.push_back(Secret::make(SecretKind::shared));
    to.secrets.push_back(Secret::make(SecretKind::private_key));
    Call one = call(std::move(to), event.body);
    one.id = event.id;
    const Attempt attempt = send_once(one);
    EXPECT_EQ(attempt.outcome, Outcome::delivered) << attempt.error;
    EXPECT_EQ(attempt.status, 204);
    const auto request = receiver.next("request").value();
    EXPECT_EQ(request["line"], "POST /answer?status=204 HTTP/1.1");
    const auto read = read_by_others(request, one.target->secrets);
    // The old secret, the new one, a stranger's.
    EXPECT_EQ(read["secrets"], nlohmann::json::parse("[true, true, false]"));
    EXPECT_EQ(read["changed"], false);
    EXPECT_EQ(read["v1a"], true);
    EXPECT_EQ(read["v1aChanged"], false);
    // The library prints times of its own; all else comes back as it was sent.
    nlohmann::json sent = nlohmann::json::parse(event.body);
    nlohmann::json taken = read["event"];
    for (const auto& [name, value] : sent.items()) {
        EXPECT_EQ(taken[name], value) << name;
    }
}

TEST_F(Webhook, HasTheseHeadersAndNoOthers) {
    Receiver receiver;
    const Call one = call(target(receiver, "/answer?status=200"));
    const Attempt attempt = send_once(one);
    const std::string second = std::to_string(attempt.started.ms / 1'000);
    const auto request = receiver.next("request").value();
    nlohmann::json expected = nlohmann::json::array();
    expected.push_back({"Host", "127.0.0.1:" + std::to_string(receiver.port())});
    expected.push_back({"User-Agent", "dunghan"});
    expected.push_back({"content-type", "application/cloudevents+json; charset=utf-8"});
    expected.push_back({"webhook-id", "khanhhoa-42"});
    expected.push_back({"webhook-timestamp", second});
    expected.push_back({"webhook-signature", request["headers"][5][1]});
    expected.push_back({"Content-Length", "2"});
    EXPECT_EQ(request["headers"], expected);
    EXPECT_EQ(request["body"], "e30=");
}

struct Answered {
    const char* query;
    Outcome outcome;
    std::optional<std::int64_t> retry_after;
};

TEST_F(Webhook, TellsWhatWasAnswered) {
    const Answered rows[] = {
        {"status=200", Outcome::delivered, {}},
        {"status=400&content=no", Outcome::failed, {}},
        {"status=410", Outcome::gone, {}},
        {"status=429&Retry-After=120", Outcome::throttled, 120},
        {"status=503&Retry-After=Fri,%2031%20Dec%202199%2000:00:00%20GMT",
         Outcome::throttled,
         86'400},
        {"status=502", Outcome::throttled, {}},
        {"status=504", Outcome::throttled, {}}};
    Receiver receiver;
    const auto sender = open(settings());
    for (const Answered& row : rows) {
        const Attempt attempt =
            send(*sender, call(target(receiver, std::string("/answer?") + row.query)));
        EXPECT_EQ(attempt.outcome, row.outcome) << row.query;
        EXPECT_EQ(attempt.error.empty(), row.outcome == Outcome::delivered) << attempt.error;
        const auto asked = attempt.retry_after;
        EXPECT_EQ(
            asked ? std::optional<std::int64_t>(asked->count()) : std::nullopt, row.retry_after
        ) << row.query;
        EXPECT_EQ(attempt.body, attempt.status == 400 ? "no" : "");
        EXPECT_FALSE(attempt.timed_out);
    }
}

TEST_F(Webhook, FollowsNoRedirect) {
    Receiver receiver;
    Receiver elsewhere;
    Target to =
        target(receiver, "/answer?status=301&Location=" + elsewhere.url("/answer?status=200"));
    // Even where the guard would let it through
    to.grants.push_back(target(elsewhere, "/").grants.front());
    const Attempt attempt = send_once(call(std::move(to)));
    EXPECT_EQ(attempt.outcome, Outcome::failed);
    EXPECT_EQ(attempt.status, 301);
    EXPECT_TRUE(elsewhere.met().empty());
}

TEST_F(Webhook, KeepsItsConnection) {
    Receiver receiver;
    const auto sender = open(settings());
    for (int i = 0; i < 50; ++i) {
        const Attempt attempt = send(*sender, call(target(receiver, "/answer?status=200")));
        ASSERT_EQ(attempt.outcome, Outcome::delivered) << attempt.error;
    }
    const auto met = receiver.met();
    EXPECT_EQ(met.at("connection"), 1);
    EXPECT_EQ(met.at("request"), 50);
}

TEST_F(Webhook, KnowsNothingWhenNoAnswerComes) {
    Receiver receiver;
    WebhookSettings hurried = settings();
    hurried.total_timeout = std::chrono::milliseconds(200);
    const Attempt slow = send(*open(hurried), call(target(receiver, "/hang")));
    EXPECT_EQ(slow.outcome, Outcome::unknown);
    EXPECT_TRUE(slow.timed_out);
    EXPECT_GE(slow.latency.count(), 190);
    const Attempt cut = get(receiver, "/cut");
    EXPECT_EQ(cut.outcome, Outcome::unknown);
    EXPECT_FALSE(cut.timed_out);
}

TEST_F(Webhook, ReadsNoEndlessAnswer) {
    Receiver receiver;
    const Attempt body = get(receiver, "/endless_body");
    EXPECT_EQ(body.outcome, Outcome::delivered);
    EXPECT_EQ(body.body.size(), answer_octets_kept);
    EXPECT_TRUE(receiver.next("broken off"));
    const Attempt headers = get(receiver, "/endless_headers");
    EXPECT_EQ(headers.outcome, Outcome::unknown);
    EXPECT_EQ(headers.error, "more than 64 KiB of headers");
    EXPECT_TRUE(receiver.next("broken off"));
}

TEST_F(Webhook, FailsWhereNobodyListens) {
    std::optional<Receiver> receiver(std::in_place);
    Target to = target(*receiver, "/answer?status=200");
    receiver.reset();
    const Attempt attempt = send_once(call(std::move(to)));
    EXPECT_EQ(attempt.outcome, Outcome::failed);
    EXPECT_EQ(attempt.status, 0);
    EXPECT_NE(attempt.error, "");
}

TEST_F(Webhook, OpensNoSocketToWhatIsNotGranted) {
    Receiver receiver;
    WebhookSettings real;  // as a program has them
    Target to = target(receiver, "/answer?status=200");
    to.url = check_url("https://127.0.0.1:" + std::to_string(receiver.port())).value();
    const Attempt loopback = send(*open(real), call(std::move(to)));
    EXPECT_EQ(loopback.outcome, Outcome::denied);
    EXPECT_NE(loopback.error.find("loopback, which is never granted"), std::string::npos);

    Target named = target(receiver, "/answer?status=200");
    named.url = check_url("https://localhost:" + std::to_string(receiver.port())).value();
    EXPECT_EQ(send(*open(real), call(std::move(named))).outcome, Outcome::denied);

    Target ungranted = target(receiver, "/answer?status=200");
    ungranted.grants.clear();
    EXPECT_EQ(send_once(call(std::move(ungranted))).outcome, Outcome::denied);
    EXPECT_TRUE(receiver.met().empty());
}

TEST_F(Webhook, IsSentByNoOtherSchemeThanHttps) {
    Receiver receiver;
    const Attempt attempt = send(*open({}), call(target(receiver, "/answer?status=200")));
    EXPECT_EQ(attempt.outcome, Outcome::failed);
    EXPECT_TRUE(receiver.met().empty());
}

TEST_F(Webhook, UsesNoConnectionThatAnothersGrantOpened) {
    Receiver receiver;
    const auto sender = open(settings());
    EXPECT_EQ(
        send(*sender, call(target(receiver, "/answer?status=200"))).outcome, Outcome::delivered
    );
    Target other = target(receiver, "/answer?status=200");
    other.grants.clear();
    const Attempt attempt = send(*sender, call(std::move(other)));
    EXPECT_EQ(attempt.outcome, Outcome::denied);
    EXPECT_NE(attempt.error.find("not granted"), std::string::npos) << attempt.error;
    EXPECT_EQ(receiver.met().at("request"), 1);
}

TEST_F(Webhook, UsesNoKeptConnectionWhoseGrantHasExpired) {
    Receiver receiver;
    const auto sender = open(settings());
    const Instant expires = plus_days(machine_now(), 1);
    for (const Outcome expected : {Outcome::delivered, Outcome::denied}) {
        Target to = target(receiver, "/answer?status=200");
        to.grants.front().expires = expires;
        EXPECT_EQ(send(*sender, call(std::move(to))).outcome, expected);
        ahead_ms_ = 2 * ms_per_day;
    }
    EXPECT_EQ(receiver.met().at("request"), 1);
}

TEST_F(Webhook, TrustsTheNamedAuthorityOnly) {
    tests::TempFolder folder;
    const tests::Certificate trusted(folder.path(), "trusted");
    const tests::Certificate other(folder.path(), "other");
    Receiver receiver(&trusted);
    WebhookSettings chosen = settings();
    chosen.ca_file = trusted.file;
    const Attempt known = send(*open(chosen), call(target(receiver, "/answer?status=200")));
    EXPECT_EQ(known.outcome, Outcome::delivered) << known.error;
    chosen.ca_file = other.file;
    const Attempt unknown = send(*open(chosen), call(target(receiver, "/answer?status=200")));
    EXPECT_EQ(unknown.outcome, Outcome::failed);
    EXPECT_NE(unknown.error.find("certificate"), std::string::npos) << unknown.error;
    EXPECT_EQ(receiver.met().at("request"), 1);
}

TEST_F(Webhook, HoldsUpNobodyElseWhereOneHangs) {
    Receiver hanging;
    Receiver quick;
    WebhookSettings few = settings();
    few.in_flight_max = 3;
    few.per_origin_max = 2;
    const auto sender = open(few);
    for (int i = 0; i < 10; ++i) {
        sender->send(call(target(hanging, "/hang")), [](Attempt) {});
    }
    for (int i = 0; i < 20; ++i) {
        EXPECT_EQ(
            send(*sender, call(target(quick, "/answer?status=200"))).outcome, Outcome::delivered
        );
    }
}

TEST_F(Webhook, AnswersForEveryCallWhenItIsClosed) {
    Receiver receiver;
    WebhookSettings few = settings();
    few.per_origin_max = 1;
    few.origin_waiting_max = 3;
    std::map<Outcome, int> outcomes;
    const auto count = [&](const Attempt& attempt) { ++outcomes[attempt.outcome]; };
    auto sender = open(few);
    sender->send(call(target(receiver, "/hang")), count);
    ASSERT_TRUE(receiver.next("request"));
    for (int i = 0; i < 5; ++i) {
        sender->send(call(target(receiver, "/hang")), count);
    }
    sender.reset();
    while (outcomes[Outcome::unknown] + outcomes[Outcome::not_tried] < 6) {
        ASSERT_TRUE(answers_.run_one());
    }
    EXPECT_EQ(outcomes[Outcome::unknown], 1);
    EXPECT_EQ(outcomes[Outcome::not_tried], 5);
}

TEST_F(Webhook, RefusesSettingsThatCannotWork) {
    WebhookSettings wrong = settings();
    wrong.threads = 5;
    const auto opened = WebhookSender::open(wrong, answers_.executor(), machine_now);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().detail, "threads: Expected 1 to 4, but got 5");
}

}  // namespace
}  // namespace dunghan::webhook
