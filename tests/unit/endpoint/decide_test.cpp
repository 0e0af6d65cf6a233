#include "engine/endpoint/decide.h"

#include <gtest/gtest.h>

#include "engine/endpoint/evolve.h"

namespace dunghan::endpoint {
namespace {

constexpr Instant now{1'666'674'000'000};

Directory directory() {
    DirectoryPublished content;
    content.agencies = {{"so-du-lich", "Sở Du lịch", {}, "du-lich@khanhhoa.example"}};
    return Directory(content);
}

Endpoint sample() {
    Endpoint content;
    content.id = "ioc-tinh";
    content.url = "https://ioc.example/";
    content.owner = "ioc@khanhhoa.example";
    return content;
}

class DecideEndpoint : public testing::Test {
 protected:
    // Decided, and folded when it was granted.
    Decision<std::vector<Event>> wish(const Command& command, Instant at = now) {
        auto events = decide(state, command, at, directory());
        for (const Event& event : events ? *events : std::vector<Event>{}) {
            Envelope envelope;
            envelope.position = {++position};
            envelope.version = {state.version.value + 1};
            envelope.recorded_at = at;
            evolve(state, envelope, event);
        }
        return events;
    }

    std::string refusal(const Command& command, Instant at = now) {
        const auto events = wish(command, at);
        return events ? "" : events.error().code;
    }

    void given_created() { ASSERT_TRUE(wish(Create{sample(), {"s1", ""}})); }

    State state;
    std::uint64_t position = 41;
};

TEST_F(DecideEndpoint, CreatesOnceWithItsFirstSecret) {
    const auto events = wish(Create{sample(), {"s1", ""}});
    ASSERT_TRUE(events);
    ASSERT_EQ(events->size(), 2U);
    EXPECT_EQ(state.created, 42U);
    EXPECT_TRUE(state.receives());
    EXPECT_EQ(signing_at(state, now), (std::vector{SecretMark{"s1", ""}}));
    EXPECT_EQ(refusal(Create{sample(), {"s2", ""}}), "endpoint_exists");
}

TEST_F(DecideEndpoint, RefusesWhatCannotBe) {
    const auto without = [](auto change) {
        Endpoint content = sample();
        change(content);
        return Create{content, {"s1", ""}};
    };
    EXPECT_EQ(refusal(without([](Endpoint& e) { e.id = "IOC tỉnh"; })), "bad_endpoint");
    EXPECT_EQ(refusal(without([](Endpoint& e) { e.url.clear(); })), "bad_endpoint");
    EXPECT_EQ(refusal(without([](Endpoint& e) { e.owner = "Nguyễn Văn An"; })), "bad_endpoint");
    EXPECT_EQ(refusal(without([](Endpoint& e) { e.agency = "so-la"; })), "bad_endpoint");
    EXPECT_EQ(refusal(without([](Endpoint& e) { e.types = {"b", "a"}; })), "bad_endpoint");
    EXPECT_EQ(refusal(without([](Endpoint& e) { e.types = {"a", "a"}; })), "bad_endpoint");
    EXPECT_EQ(refusal(Create{sample(), {"", ""}}), "bad_secret");
    EXPECT_EQ(refusal(without([](Endpoint& e) { e.owner = "person:cb-017"; })), "");
}

TEST_F(DecideEndpoint, OfAnUnknownOneNothingIsWished) {
    EXPECT_EQ(refusal(Change{sample()}), "no_such_endpoint");
    EXPECT_EQ(refusal(endpoint::Test{{"ioc-tinh"}}), "no_such_endpoint");
    EXPECT_EQ(refusal(Disable{{"ioc-tinh", DisableCause::by_hand, "x"}}), "no_such_endpoint");
}

TEST_F(DecideEndpoint, TheOlderSecretSignsUntilTheOverlapEnds) {
    given_created();
    const Instant until = plus_days(now, 1);
    ASSERT_TRUE(wish(RotateSecret{{"ioc-tinh", until, {"s2", ""}}}));
    EXPECT_EQ(signing_at(state, plus_ms(until, -1)).size(), 2U);
    EXPECT_EQ(signing_at(state, until), (std::vector{SecretMark{"s2", ""}}));
    EXPECT_EQ(refusal(RotateSecret{{"ioc-tinh", until, {"s2", ""}}}), "bad_secret");
    EXPECT_EQ(refusal(RotateSecret{{"ioc-tinh", plus_days(now, 8), {"s3", ""}}}), "bad_secret");
}

TEST_F(DecideEndpoint, WithoutAnOverlapTheOlderSecretsEndAtOnceHoweverLongTheWishWasOnItsWay) {
    given_created();
    ASSERT_TRUE(wish(RotateSecret{{"ioc-tinh", plus_ms(now, -1), {"s2", ""}}}));
    EXPECT_EQ(signing_at(state, now), (std::vector{SecretMark{"s2", ""}}));
}

TEST_F(DecideEndpoint, ALaterRotationNeverLengthensAnEarlierOverlap) {
    given_created();
    ASSERT_TRUE(wish(RotateSecret{{"ioc-tinh", plus_days(now, 1), {"s2", ""}}}));
    ASSERT_TRUE(wish(RotateSecret{{"ioc-tinh", plus_days(now, 5), {"s3", ""}}}));
    EXPECT_EQ(signing_at(state, plus_days(now, 1)).size(), 2U);
}

TEST_F(DecideEndpoint, AtMostTenSecretsSignAtATime) {
    given_created();
    for (int i = 2; i <= 10; ++i) {
        ASSERT_EQ(
            refusal(RotateSecret{{"ioc-tinh", plus_days(now, 1), {"s" + std::to_string(i), ""}}}),
            ""
        );
    }
    const SecretMark next{"s11", ""};
    EXPECT_EQ(refusal(RotateSecret{{"ioc-tinh", plus_days(now, 1), next}}), "too_many_secrets");
    EXPECT_EQ(refusal(RotateSecret{{"ioc-tinh", now, next}}), "");
    EXPECT_EQ(signing_at(state, now), std::vector{next});
}

TEST_F(DecideEndpoint, AGrantForTheSameRangeAndPortTakesThePlaceOfTheOneBefore) {
    given_created();
    const EgressGrant grant{"10.0.0.0/8", 443, plus_days(now, 1)};
    EXPECT_EQ(refusal(GrantEgress{{"ioc-tinh", grant, ""}}), "reason_missing");
    EXPECT_EQ(refusal(GrantEgress{{"ioc-tinh", {"10.0.0.0/8", 443, now}, "x"}}), "bad_grant");
    ASSERT_TRUE(wish(GrantEgress{{"ioc-tinh", grant, "x"}}));
    EXPECT_TRUE(wish(GrantEgress{{"ioc-tinh", grant, "y"}})->empty());
    const EgressGrant longer{"10.0.0.0/8", 443, plus_days(now, 2)};
    ASSERT_TRUE(wish(GrantEgress{{"ioc-tinh", longer, "x"}}));
    EXPECT_EQ(state.grants, std::vector{longer});
    EXPECT_EQ(refusal(WithdrawEgress{{"ioc-tinh", "10.0.0.0/8", 80, "x"}}), "no_such_grant");
    ASSERT_TRUE(wish(WithdrawEgress{{"ioc-tinh", "10.0.0.0/8", 443, "x"}}));
    EXPECT_TRUE(state.grants.empty());
}

TEST_F(DecideEndpoint, ADisabledOneIsNeitherTestedNorReplayedUntilItIsEnabled) {
    given_created();
    ASSERT_TRUE(wish(Disable{{"ioc-tinh", DisableCause::by_hand, "bảo trì"}}));
    EXPECT_FALSE(state.receives());
    EXPECT_TRUE(wish(Disable{{"ioc-tinh", DisableCause::gone, "410"}})->empty());
    EXPECT_EQ(refusal(endpoint::Test{{"ioc-tinh"}}), "disabled");
    EXPECT_EQ(refusal(RequestReplay{{"ioc-tinh", "x", now}}), "disabled");
    ASSERT_TRUE(wish(Enable{{"ioc-tinh", "xong"}}, plus_days(now, 1)));
    EXPECT_TRUE(state.receives());
    EXPECT_EQ(state.enabled_at, plus_days(now, 1));
    EXPECT_TRUE(wish(Enable{{"ioc-tinh", "xong"}})->empty());
    EXPECT_EQ(refusal(endpoint::Test{{"ioc-tinh"}}), "");
}

TEST_F(DecideEndpoint, RemovedIsForEver) {
    given_created();
    EXPECT_EQ(refusal(Remove{{"ioc-tinh", ""}}), "reason_missing");
    ASSERT_TRUE(wish(Remove{{"ioc-tinh", "ngừng dịch vụ"}}));
    EXPECT_TRUE(state.secrets.empty());
    EXPECT_TRUE(wish(Remove{{"ioc-tinh", "ngừng dịch vụ"}})->empty());
    EXPECT_EQ(refusal(Enable{{"ioc-tinh", "x"}}), "no_such_endpoint");
    EXPECT_EQ(refusal(Create{sample(), {"s9", ""}}), "endpoint_exists");
}

}  // namespace
}  // namespace dunghan::endpoint
