// When it is told again, when it is given up, and what somebody may ask for afterwards.
#include "tests/unit/dispatch/dispatch_world.h"

namespace dunghan::testing {
namespace {

using Positions = std::vector<std::uint64_t>;

constexpr std::int64_t hour = 60 * ms_per_minute;

endpoint::Endpoint named(const std::string& id, bool ordered = false) {
    endpoint::Endpoint content;
    content.id = id;
    content.ordered = ordered;
    return content;
}

std::size_t mails_about(const DispatchWorld& world, const std::string& recipient) {
    std::size_t mails = 0;
    EXPECT_TRUE(world.store.read({1}, [&](const Record& record) {
        const bool issued = record.envelope.type == EventType::digest_issued;
        mails +=
            issued && record.payload.find("\"" + recipient + "\"") != std::string::npos ? 1 : 0;
        return true;
    }));
    return mails;
}

TEST(DispatchSchedule, AttemptsFollowTheScheduleWithinAFifthAndThenTheCallIsGivenUp) {
    DispatchWorld world;
    world.create(named("ioc"));
    world.assign("1.2", "Tháng 12/2022", "so-du-lich");
    world.receiver.answer = FakeReceiver::says(500);
    const Instant begin = world.clock.now();

    world.settle_until(plus_ms(begin, 119 * hour));

    ASSERT_EQ(world.receiver.received.size(), endpoint::attempts_max);
    const std::int64_t delays[] = {
        5'000,
        5 * ms_per_minute,
        30 * ms_per_minute,
        2 * hour,
        5 * hour,
        10 * hour,
        10 * hour,
        10 * hour,
        10 * hour,
        10 * hour,
        10 * hour};
    for (std::size_t i = 1; i < world.receiver.received.size(); ++i) {
        const std::int64_t waited =
            world.receiver.received[i].at.ms - world.receiver.received[i - 1].at.ms;
        EXPECT_GE(waited, delays[i - 1] * 8 / 10) << i;
        EXPECT_LE(waited, delays[i - 1] * 12 / 10) << i;
    }
    EXPECT_EQ(world.rows(LedgerTable::dead), 1U);
    EXPECT_EQ(world.rows(LedgerTable::open), 0U);
}

TEST(DispatchSchedule, WhatA429AsksForIsWaitedFor) {
    DispatchWorld world;
    world.create(named("ioc"));
    world.assign("1.2", "Tháng 12/2022", "so-du-lich");
    world.receiver.answer = FakeReceiver::says(429);
    world.receiver.answer.retry_after_ms = 100'000;
    const Instant begin = world.clock.now();
    world.settle_until(plus_ms(begin, 130'000));
    ASSERT_EQ(world.receiver.received.size(), 2U);
    EXPECT_GE(world.receiver.received[1].at, plus_ms(begin, 100'000));
}

TEST(DispatchSchedule, AnEndpointThatIsGoneIsDisabledAtOnceAndItsOwnerIsTold) {
    DispatchWorld world;
    world.create(named("ioc"));
    world.assign("1.2", "Tháng 12/2022", "so-du-lich");
    world.receiver.answer = FakeReceiver::says(410);
    world.settle();
    EXPECT_TRUE(world.state("ioc").disabled);
    EXPECT_EQ(world.state("ioc").cause, endpoint::DisableCause::gone);
    EXPECT_EQ(mails_about(world, "endpoint/ioc"), 1U);

    world.assign("1.3", "Tháng 12/2022", "so-du-lich");
    world.settle_until(plus_days(world.clock.now(), 3));
    EXPECT_EQ(world.receiver.received.size(), 1U);

    world.receiver.answer = FakeReceiver::says(200);
    ASSERT_TRUE(world.wish_of_endpoint("ioc", endpoint::Enable{{"ioc", "đã sửa"}}));
    world.settle();
    EXPECT_EQ(world.receiver.received.size(), 3U);  // both that waited, once each
}

TEST(DispatchSchedule, After120HoursOfFailuresItIsDisabledAndItsOwnerMailedOnce) {
    DispatchWorld world;
    world.create(named("ioc"));
    world.receiver.answer = FakeReceiver::says(500);
    const Instant begin = world.clock.now();
    world.assign("1.0", "Tháng 12/2022", "so-du-lich");
    world.settle();
    for (int day = 1; day <= 4; ++day) {
        world.settle_until(plus_ms(begin, day * ms_per_day));
        world.assign("1." + std::to_string(day), "Tháng 12/2022", "so-du-lich");
    }
    world.settle_until(plus_ms(begin, 120 * hour - 1));
    EXPECT_FALSE(world.state("ioc").disabled);

    world.settle_until(plus_ms(begin, 140 * hour));
    EXPECT_TRUE(world.state("ioc").disabled);
    EXPECT_EQ(world.state("ioc").cause, endpoint::DisableCause::silent);
    EXPECT_GE(world.state("ioc").disabled_at, plus_ms(begin, 120 * hour));

    world.begin_again();
    world.settle_until(plus_ms(begin, 300 * hour));
    EXPECT_EQ(mails_about(world, "endpoint/ioc"), 1U);
}

TEST(DispatchSchedule, TheMailToTheOwnerLeavesByTheOutbox) {
    DispatchWorld world;
    world.create(named("ioc"));
    world.assign("1.2", "31/12/2022", "so-du-lich");
    world.receiver.answer = FakeReceiver::says(410);
    world.settle();
    world.run_at("2022-10-25T08:05");
    ASSERT_FALSE(world.sender.sent.empty());
    const auto& mail = world.sender.sent.back();
    EXPECT_EQ(mail.address, "ioc@khanhhoa.example");
    EXPECT_NE(mail.notice.find("410"), std::string::npos) << mail.notice;
}

TEST(DispatchSchedule, InAnOrderedEndpointTheNextEventOfATaskWaitsForTheOneBefore) {
    DispatchWorld world;
    world.create(named("ioc", true));
    world.assign("1.1", "Tháng 12/2022", "so-du-lich");
    const std::uint64_t first = world.head();
    world.report("1.1", task::Progress::in_progress, "2022-10-01");
    world.assign("1.2", "Tháng 12/2022", "so-du-lich");
    world.receiver.answers[first] = FakeReceiver::says(500);

    world.settle();
    EXPECT_EQ(world.receiver.positions("ioc"), (Positions{first, first + 2}));

    world.settle_until(plus_ms(world.clock.now(), 40 * hour));
    for (const std::uint64_t position : world.receiver.positions("ioc")) {
        EXPECT_NE(position, first + 1);
    }
    world.settle_until(plus_ms(world.clock.now(), 60 * hour));  // given up
    EXPECT_EQ(world.receiver.positions("ioc").back(), first + 1);
    EXPECT_EQ(world.rows(LedgerTable::dead), 1U);
}

TEST(DispatchSchedule, AReplaySendsEachEventWithoutSuccessOnceInTheOrderOfTheLog) {
    DispatchWorld world;
    world.create(named("ioc"));
    Positions owed;
    world.receiver.answer = FakeReceiver::says(500);
    for (int i = 1; i <= 5; ++i) {
        world.assign("1." + std::to_string(i), "Tháng 12/2022", "so-du-lich");
        owed.push_back(world.head());
    }
    world.receiver.answers[owed[2]] = FakeReceiver::says(200);
    const Instant begin = world.clock.now();
    world.settle_until(plus_ms(begin, 100 * hour));
    ASSERT_EQ(world.rows(LedgerTable::dead), 4U);
    world.receiver.received.clear();
    world.receiver.answer = FakeReceiver::says(200);

    ASSERT_TRUE(world.wish_of_endpoint("ioc", endpoint::RequestReplay{{"ioc", "đã sửa", begin}}));
    world.settle();

    EXPECT_EQ(world.receiver.positions("ioc"), (Positions{owed[0], owed[1], owed[3], owed[4]}));
    EXPECT_EQ(world.rows(LedgerTable::dead), 0U);
    world.settle_until(plus_days(world.clock.now(), 3));
    EXPECT_EQ(world.receiver.received.size(), 4U);
}

TEST(DispatchSchedule, AReplayLeavesWhatIsOlderAndIsDoneOnceAlsoWhenTheProcessEnds) {
    DispatchWorld world;
    world.create(named("ioc"));
    world.receiver.answer = FakeReceiver::says(500);
    world.assign("1.1", "Tháng 12/2022", "so-du-lich");
    world.settle_until(plus_ms(world.clock.now(), 100 * hour));
    const Instant since = world.clock.now();
    world.assign("1.2", "Tháng 12/2022", "so-du-lich");
    const std::uint64_t second = world.head();
    world.settle_until(plus_ms(world.clock.now(), 2 * hour));
    world.receiver.received.clear();
    world.receiver.answer = FakeReceiver::says(200);

    ASSERT_TRUE(world.wish_of_endpoint("ioc", endpoint::RequestReplay{{"ioc", "đã sửa", since}}));
    world.settle();
    world.begin_again();
    world.settle();

    EXPECT_EQ(world.receiver.positions("ioc"), Positions{second});
    EXPECT_EQ(world.rows(LedgerTable::dead), 1U);
}

TEST(DispatchSchedule, AttemptsAreForgottenAfterTheirTime) {
    DispatchWorld world;
    world.create(named("ioc"));
    world.assign("1.2", "Tháng 12/2022", "so-du-lich");
    world.settle();
    ASSERT_EQ(world.rows(LedgerTable::attempt), 1U);
    world.clock.set(plus_days(world.clock.now(), 31));
    world.settle();
    EXPECT_EQ(world.rows(LedgerTable::attempt), 0U);
}

}  // namespace
}  // namespace dunghan::testing
