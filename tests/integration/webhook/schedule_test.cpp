// When a receiver on a real socket is told again, when it is given up, and what a replay sends it.
#include <gtest/gtest.h>
#include <set>

#include "tests/integration/webhook/endpoint_world.h"

namespace dunghan::testing {
namespace {

using tests::always;
using tests::HeardCall;
using tests::Reply;
using tests::ScriptedReceiver;

constexpr const char* deadline = "Tháng 12/2022";

std::set<std::string> ids_of(const std::vector<HeardCall>& calls) {
    std::set<std::string> ids;
    for (const HeardCall& call : calls) {
        ids.insert(call.id());
    }
    return ids;
}

TEST(RealReceiver, IsTriedByTheWholeScheduleUnderOneIdAndNoRedirectIsFollowed) {
    EndpointWorld world;
    ScriptedReceiver elsewhere(always(200));
    world.grant(elsewhere);  // the guard would let it through
    world.receiver.say([&](const HeardCall&) {
        return Reply{301, {{"Location", elsewhere.url()}}};
    });
    world.assign("1.2", deadline, "so-du-lich");
    const std::string id = world.newest_id();
    world.settle_until(plus_ms(world.clock.now(), 119 * ms_per_hour));

    const auto calls = world.receiver.calls();
    const auto attempts = world.attempts();
    ASSERT_EQ(calls.size(), endpoint::attempts_max);
    ASSERT_EQ(attempts.size(), endpoint::attempts_max);
    EXPECT_EQ(ids_of(calls), std::set<std::string>{id});
    const std::int64_t minutes[] = {5, 30, 120, 300, 600, 600, 600, 600, 600, 600};
    std::vector<std::int64_t> delays{5'000};
    for (const std::int64_t each : minutes) {
        delays.push_back(each * ms_per_minute);
    }
    for (std::size_t i = 0; i < calls.size(); ++i) {
        EXPECT_EQ(calls[i].body, calls[0].body);
        EXPECT_EQ(calls[i].timestamp(), attempts[i].started.ms / 1'000);
        EXPECT_EQ(attempts[i].outcome, endpoint::CallOutcome::failed);
        EXPECT_EQ(attempts[i].status, 301);
        EXPECT_EQ(attempts[i].number, i + 1);
        if (i > 0) {
            EXPECT_GT(calls[i].timestamp(), calls[i - 1].timestamp());
            const std::int64_t waited = attempts[i].started.ms - attempts[i - 1].started.ms;
            EXPECT_GE(waited, delays[i - 1] * 8 / 10) << i;
            EXPECT_LE(waited, delays[i - 1] * 12 / 10) << i;
        }
    }
    EXPECT_TRUE(attempts.back().dead);
    EXPECT_EQ(world.rows(LedgerTable::dead), 1U);
    EXPECT_EQ(elsewhere.connections(), 0U);
}

TEST(RealReceiver, IsLeftInPeaceAsLongAsItsRetryAfterAsks) {
    for (const bool as_date : {false, true}) {
        EndpointWorld world;
        // 2022-10-25T07:57:00+07:00, two minutes after the beginning.
        const char* asked = as_date ? "Tue, 25 Oct 2022 00:57:00 GMT" : "120";
        world.receiver.say([&](const HeardCall&) { return Reply{429, {{"Retry-After", asked}}}; });
        world.assign("1.2", deadline, "so-du-lich");
        const Instant begin = world.clock.now();
        world.settle_until(plus_ms(begin, 60'000));
        world.begin_again();  // the ledger remembers it
        world.settle_until(plus_ms(begin, 119'999));
        EXPECT_EQ(world.receiver.calls().size(), 1U);
        world.settle_until(plus_ms(begin, 150'000));
        const auto calls = world.receiver.calls();
        ASSERT_EQ(calls.size(), 2U);
        EXPECT_GE(calls[1].timestamp() - calls[0].timestamp(), 120);
        EXPECT_EQ(world.attempts()[0].outcome, endpoint::CallOutcome::throttled);
    }
}

TEST(RealReceiver, ThatIsGoneIsDisabledAtOnceAndItsOwnerMailedOnce) {
    EndpointWorld world;
    world.receiver.say(always(410));
    world.assign("1.2", deadline, "so-du-lich");
    world.settle();
    EXPECT_TRUE(world.state().disabled);
    EXPECT_EQ(world.state().cause, endpoint::DisableCause::gone);
    EXPECT_EQ(world.state().disabled_at, world.clock.now());

    world.assign("1.3", deadline, "so-du-lich");
    for (int hour = 1; hour <= 72; ++hour) {
        world.settle_until(plus_ms(world.clock.now(), ms_per_hour));
        EXPECT_EQ(world.mails_to_owner(), 1U);
    }
    EXPECT_EQ(world.receiver.calls().size(), 1U);
    EXPECT_EQ(world.events(EventType::endpoint_disabled), 1U);
}

// An event every six hours, so that there is something to try; mails leave in office hours.
void live_until(EndpointWorld& world, Instant until) {
    while (world.clock.now() < until) {
        world.assign("1." + std::to_string(world.store.head().value), deadline, "so-du-lich");
        world.settle_until(std::min(until, plus_ms(world.clock.now(), 6 * ms_per_hour)));
        world.mails_to_owner();
    }
}

TEST(RealReceiver, ThatTakesNothingFor120HoursIsDisabledAndItsOwnerMailedOnce) {
    EndpointWorld world;
    const Instant begin = world.clock.now();
    world.receiver.say(always(500));
    live_until(world, plus_ms(begin, 120 * ms_per_hour - 1));
    EXPECT_FALSE(world.state().disabled);
    EXPECT_EQ(world.events(EventType::endpoint_disabled), 0U);

    live_until(world, plus_ms(begin, 130 * ms_per_hour));
    const endpoint::State disabled = world.state();
    ASSERT_TRUE(disabled.disabled);
    EXPECT_EQ(disabled.cause, endpoint::DisableCause::silent);
    EXPECT_GE(disabled.disabled_at, plus_ms(begin, 120 * ms_per_hour));
    const std::size_t connections = world.receiver.connections();
    const std::size_t calls = world.receiver.calls().size();

    world.begin_again();
    live_until(world, plus_ms(begin, 400 * ms_per_hour));
    EXPECT_EQ(world.events(EventType::endpoint_disabled), 1U);
    EXPECT_EQ(world.mails_to_owner(), 1U);
    EXPECT_EQ(world.receiver.calls().size(), calls);
    EXPECT_EQ(world.receiver.connections(), connections);
}

TEST(RealReceiver, ThatTakesOneCallInTimeIsGivenAnother120Hours) {
    EndpointWorld world;
    const Instant begin = world.clock.now();
    world.receiver.say(always(500));
    live_until(world, plus_ms(begin, 100 * ms_per_hour));
    world.receiver.say(always(200));
    live_until(world, plus_ms(begin, 110 * ms_per_hour));
    world.receiver.say(always(500));
    live_until(world, plus_ms(begin, 220 * ms_per_hour));
    EXPECT_FALSE(world.state().disabled);
    live_until(world, plus_ms(begin, 250 * ms_per_hour));
    EXPECT_TRUE(world.state().disabled);
}

TEST(RealReceiver, IsReplayedWhatItNeverTookOnceInTheOrderOfTheLogUnderTheSameIds) {
    EndpointWorld world;
    std::vector<std::string> ids;
    const auto assign_five = [&] {
        for (int i = 0; i < 5; ++i) {
            world.assign("1." + std::to_string(ids.size()), deadline, "so-du-lich");
            ids.push_back(world.newest_id());
        }
    };
    const auto takes_one = [&](const HeardCall& call) {
        const bool taken = call.id() == ids[1] || call.id() == ids[7];
        return Reply{taken ? 200U : 500U};
    };
    world.receiver.say(takes_one);
    assign_five();
    world.settle_until(plus_ms(world.clock.now(), 90 * ms_per_hour));  // given up
    const Instant since = world.clock.now();
    assign_five();
    world.settle_until(plus_ms(since, 20 * ms_per_minute));  // still tried
    ASSERT_EQ(world.rows(LedgerTable::dead), 4U);
    std::map<std::string, std::string> bodies;
    for (const HeardCall& call : world.receiver.calls()) {
        bodies[call.id()] = call.body;
    }
    const std::size_t before = world.receiver.calls().size();

    world.receiver.say(always(204));
    const auto replay = [&](Instant from, const std::vector<std::string>& expected) {
        const std::size_t heard = world.receiver.calls().size();
        world.tell(endpoint::RequestReplay{{"ioc", "đã sửa", from}});
        world.settle();
        std::vector<std::string> got;
        const auto calls = world.receiver.calls();
        for (std::size_t i = heard; i < calls.size(); ++i) {
            got.push_back(calls[i].id());
            EXPECT_EQ(calls[i].body, bodies[calls[i].id()]);
        }
        EXPECT_EQ(got, expected);
    };
    replay(since, {ids[5], ids[6], ids[8], ids[9]});
    replay(Instant{}, {ids[0], ids[2], ids[3], ids[4]});
    replay(Instant{}, {});
    world.begin_again();
    world.settle_until(plus_days(world.clock.now(), 3));
    EXPECT_EQ(world.receiver.calls().size(), before + 8);
    EXPECT_EQ(world.rows(LedgerTable::dead) + world.rows(LedgerTable::open), 0U);
}

}  // namespace
}  // namespace dunghan::testing
