// Who is told of what: types, agencies, cursors, restarts.
#include "tests/unit/dispatch/dispatch_world.h"

namespace dunghan::testing {
namespace {

using Positions = std::vector<std::uint64_t>;

endpoint::Endpoint named(const std::string& id) {
    endpoint::Endpoint content;
    content.id = id;
    return content;
}

TEST(Dispatch, TellsWhatIsRecordedAfterTheEndpointWasCreatedOnceInOrderOfTheLog) {
    DispatchWorld world;
    world.assign("1.1", "Tháng 12/2022", "so-du-lich");
    world.create(named("ioc"));
    const std::uint64_t before = world.head();
    world.assign("1.2", "Tháng 12/2022", "so-du-lich");
    world.assign("1.3", "Tháng 12/2022", "so-noi-vu");

    const DispatchReport report = world.settle();

    EXPECT_EQ(report.delivered, 2U);
    EXPECT_EQ(world.receiver.positions("ioc"), (Positions{before + 1, before + 2}));
    world.settle();
    EXPECT_EQ(world.receiver.received.size(), 2U);
    EXPECT_EQ(world.rows(LedgerTable::open), 0U);
    EXPECT_EQ(world.rows(LedgerTable::attempt), 2U);
}

TEST(Dispatch, GoesOnAfterARestartWhereItWas) {
    DispatchWorld world;
    world.create(named("ioc"));
    world.assign("1.2", "Tháng 12/2022", "so-du-lich");
    world.settle();
    const std::uint64_t before = world.head();
    world.assign("1.3", "Tháng 12/2022", "so-du-lich");

    world.begin_again();
    world.settle();

    EXPECT_EQ(world.receiver.positions("ioc"), (Positions{before, before + 1}));
}

TEST(Dispatch, SendsAgainUnderTheSameIdWhatNobodyAnsweredBeforeTheProcessEnded) {
    DispatchWorld world;
    world.create(named("ioc"));
    world.assign("1.2", "Tháng 12/2022", "so-du-lich");
    ASSERT_TRUE(world.dispatcher->turn());
    ASSERT_EQ(world.receiver.received.size(), 1U);

    world.begin_again();
    world.settle();

    ASSERT_EQ(world.receiver.received.size(), 2U);
    EXPECT_EQ(world.receiver.received[0].position, world.receiver.received[1].position);
    EXPECT_EQ(world.rows(LedgerTable::open), 0U);
}

TEST(Dispatch, AnEndpointOfAnAgencyIsNeverToldOfTasksOfAnother) {
    DispatchWorld world;
    auto own = named("du-lich");
    own.agency = "so-du-lich";
    world.create(own);
    world.assign("1.1", "Tháng 12/2022", "so-noi-vu");
    world.assign("1.2", "Tháng 12/2022", "so-du-lich");
    world.report("1.1", task::Progress::in_progress, "2022-10-01");
    const std::uint64_t mine = world.head() - 1;

    world.settle();

    EXPECT_EQ(world.receiver.positions("du-lich"), Positions{mine});
}

TEST(Dispatch, AnAttemptLaterIsNotMadeWhenTheTaskWasGivenToAnotherAgency) {
    DispatchWorld world;
    auto own = named("du-lich");
    own.agency = "so-du-lich";
    world.create(own);
    world.assign("1.2", "Tháng 12/2022", "so-du-lich");
    world.receiver.answer = FakeReceiver::says(500);
    world.settle();
    ASSERT_EQ(world.receiver.received.size(), 1U);

    task::Description description;
    description.title = "Nhiệm vụ 1.2";
    description.holders = {{PartyKind::agency, "so-noi-vu"}};
    ASSERT_TRUE(world.wish_of("1.2", task::Describe{{description}}));
    world.settle_until(plus_days(world.clock.now(), 1));

    EXPECT_EQ(world.receiver.received.size(), 1U);
    EXPECT_EQ(world.rows(LedgerTable::open), 0U);
}

TEST(Dispatch, TellsOnlyTheTypesAskedForAndNothingButTasks) {
    DispatchWorld world;
    auto some = named("ioc");
    some.types = {"progress_reported"};
    world.create(some);
    world.create(named("all"));
    world.assign("1.2", "Tháng 12/2022", "so-du-lich");
    world.report("1.2", task::Progress::in_progress, "2022-10-01");
    ASSERT_TRUE(world.wish({"policy"}, PublishPolicy{[] {
                               auto policy = default_policy();
                               ++policy.version;
                               return policy;
                           }()}));

    world.settle();

    EXPECT_EQ(world.receiver.positions("ioc").size(), 1U);
    EXPECT_EQ(world.receiver.positions("all").size(), 2U);
    for (const Received& each : world.receiver.received) {
        EXPECT_TRUE(is_task_event(each.type));
    }
}

TEST(Dispatch, ATestIsToldToItsEndpointAloneWhateverItAskedFor) {
    DispatchWorld world;
    auto some = named("ioc");
    some.types = {"progress_reported"};
    world.create(some);
    world.create(named("all"));

    ASSERT_TRUE(world.wish_of_endpoint("ioc", endpoint::Test{{"ioc"}}));
    world.settle();

    ASSERT_EQ(world.receiver.received.size(), 1U);
    EXPECT_EQ(world.receiver.received[0].endpoint, "ioc");
    EXPECT_EQ(world.receiver.received[0].type, EventType::endpoint_tested);
}

TEST(Dispatch, NothingLeavesWhileTheOutboxIsHeld) {
    DispatchWorld world;
    world.create(named("ioc"));
    world.assign("1.2", "Tháng 12/2022", "so-du-lich");
    ASSERT_TRUE(world.wish({"outbox"}, HoldOutbox{{"khôi phục", std::string(64, 'a'), 1}}));
    world.settle();
    EXPECT_TRUE(world.receiver.received.empty());

    ASSERT_TRUE(world.wish({"outbox"}, ReleaseOutbox{{"đã đối chiếu"}}));
    world.settle();
    EXPECT_EQ(world.receiver.received.size(), 1U);
}

TEST(Dispatch, ARemovedEndpointIsForgotten) {
    DispatchWorld world;
    world.create(named("ioc"));
    world.assign("1.2", "Tháng 12/2022", "so-du-lich");
    world.receiver.answer = FakeReceiver::says(500);
    world.settle();
    ASSERT_TRUE(world.wish_of_endpoint("ioc", endpoint::Remove{{"ioc", "ngừng"}}));
    world.assign("1.3", "Tháng 12/2022", "so-du-lich");
    world.settle_until(plus_days(world.clock.now(), 2));

    EXPECT_EQ(world.receiver.received.size(), 1U);
    EXPECT_EQ(world.receiver.forgotten, std::vector<std::string>{"ioc"});
    for (const LedgerTable table :
         {LedgerTable::standing, LedgerTable::open, LedgerTable::dead, LedgerTable::attempt}) {
        EXPECT_EQ(world.rows(table), 0U);
    }
    const Outcome again =
        world.wish_of_endpoint("ioc", endpoint::Create{world.state("ioc").endpoint, {"s2", ""}});
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, "endpoint_exists");
}

TEST(Dispatch, OneThatWasRemovedWhileNobodyDispatchedIsForgottenAtTheNextStart) {
    DispatchWorld world;
    world.create(named("ioc"));
    world.assign("1.2", "Tháng 12/2022", "so-du-lich");
    world.receiver.answer = FakeReceiver::says(500);
    world.settle();
    ASSERT_TRUE(world.wish_of_endpoint("ioc", endpoint::Remove{{"ioc", "ngừng"}}));
    world.begin_again();
    world.settle();

    EXPECT_EQ(world.receiver.forgotten, std::vector<std::string>{"ioc"});
    EXPECT_EQ(world.rows(LedgerTable::open), 0U);
    EXPECT_EQ(world.rows(LedgerTable::standing), 0U);
}

TEST(Dispatch, ASlowEndpointHoldsUpNobodyAndWaitsAtItsCursor) {
    DispatchWorld world;
    world.create(named("slow"));
    world.assign("1.1", "Tháng 12/2022", "so-du-lich");
    world.receiver.answer = FakeReceiver::says(500);
    for (int i = 0; i < 1'200; ++i) {
        world.report(
            "1.1",
            i % 2 == 0 ? task::Progress::in_progress : task::Progress::not_started,
            "2022-10-01"
        );
    }
    world.settle();
    EXPECT_EQ(world.rows(LedgerTable::open), endpoint::open_calls_max);

    world.receiver.answer = FakeReceiver::says(200);
    world.create(named("quick"));
    world.report("1.1", task::Progress::completed, "2022-10-02");
    const std::uint64_t last = world.head();
    world.settle();
    EXPECT_EQ(world.receiver.positions("quick"), Positions{last});

    world.settle_until(plus_days(world.clock.now(), 1));
    auto taken = world.receiver.positions("slow");
    std::ranges::sort(taken);
    taken.erase(std::unique(taken.begin(), taken.end()), taken.end());
    EXPECT_EQ(taken.size(), 1'202U);
}

}  // namespace
}  // namespace dunghan::testing
