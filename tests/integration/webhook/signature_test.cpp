// Every request of an endpoint's life, read by the official packages at the instant it was made.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/notary/base64.h"

#include "tests/integration/smtp_process.h"
#include "tests/integration/webhook/endpoint_world.h"

namespace dunghan::testing {
namespace {

using tests::HeardCall;

// Of each call, for each secret, whether npm `standardwebhooks` takes it.
std::vector<std::vector<bool>> read_by_others(
    const std::vector<HeardCall>& calls,
    const std::vector<std::string>& secrets,
    std::int64_t later_seconds = 0
) {
    nlohmann::json asked = nlohmann::json::array();
    for (const HeardCall& call : calls) {
        asked.push_back(
            {{"headers", call.headers},
             {"body", notary::base64(call.body)},
             {"secrets", secrets},
             {"now", (call.timestamp() + later_seconds) * 1'000}}
        );
    }
    tests::Process node(
        {"/usr/bin/env",
         "node",
         DUNGHAN_SOURCE_DIR "/tests/integration/webhook_reader.js",
         asked.dump()}
    );
    node.end_input();
    const std::string said = node.rest();
    EXPECT_EQ(node.wait(), 0);
    std::vector<std::vector<bool>> taken;
    const nlohmann::json read = nlohmann::json::parse(said);
    for (std::size_t i = 0; i < read.size(); ++i) {
        taken.push_back(read[i].at("secrets").get<std::vector<bool>>());
        EXPECT_EQ(read[i].at("changed"), false);
        EXPECT_EQ(read[i].at("event").at("id"), calls[i].id());
    }
    return taken;
}

TEST(OfficialPackage, VerifiesEveryRequestWithTheSecretsOfItsTime) {
    EndpointWorld world;
    const auto tell_one = [&](const std::string& code) {
        world.assign(code, "Tháng 12/2022", "so-du-lich");
        world.settle();
    };
    tell_one("1.1");
    const Instant until = plus_ms(world.clock.now(), 24 * ms_per_hour);
    world.tell(endpoint::RotateSecret{{"ioc", until, {world.keep_secret("s2"), ""}}});
    tell_one("1.2");
    world.begin_again();  // the overlap is in the log
    world.settle_until(plus_ms(until, -1));
    tell_one("1.3");
    world.settle_until(until);
    tell_one("1.4");

    const auto calls = world.receiver.calls();
    ASSERT_EQ(calls.size(), 4U);
    const std::vector<std::string> secrets{
        world.secrets["s1"],
        world.secrets["s2"],
        webhook::Secret::make(webhook::SecretKind::shared).reveal()};
    const std::vector<std::vector<bool>> expected{
        {true, false, false}, {true, true, false}, {true, true, false}, {false, true, false}};
    EXPECT_EQ(read_by_others(calls, secrets), expected);
    // Its tolerance: both sides of five minutes.
    EXPECT_EQ(read_by_others({calls[0]}, secrets, 299)[0][0], true);
    EXPECT_EQ(read_by_others({calls[0]}, secrets, 301)[0][0], false);
}

TEST(OfficialPackage, VerifiesEveryAttemptOfACallThatFails) {
    EndpointWorld world;
    world.receiver.say(tests::always(500));
    world.assign("1.1", "Tháng 12/2022", "so-du-lich");
    world.settle_until(plus_ms(world.clock.now(), 90 * ms_per_hour));
    const auto calls = world.receiver.calls();
    ASSERT_EQ(calls.size(), endpoint::attempts_max);
    for (const auto& taken : read_by_others(calls, {world.secrets["s1"]})) {
        EXPECT_EQ(taken, std::vector<bool>{true});
    }
}

}  // namespace
}  // namespace dunghan::testing
