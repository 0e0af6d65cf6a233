#include <gtest/gtest.h>

#include "tests/support/sample_definition.h"
#include "tests/support/world.h"

namespace dunghan::testing {
namespace {

Request wish_to_start(const std::string& id) {
    Request request;
    request.stream = {"task/2.8"};
    request.command =
        task::Command{task::ReportProgress{{task::Progress::in_progress, "", "", false}}};
    request.id = command_id_from(id);
    request.actor = "test";
    return request;
}

TEST(Engine, ChecksTheExpectedVersionAgainstTheGroupsOwnOverlay) {
    World world;
    world.assign("2.8", "Tháng 5/2022", "so-noi-vu");
    Request first = wish_to_start("a");
    first.expected = StreamVersion{1};
    Request second = wish_to_start("b");
    std::get<task::ReportProgress>(std::get<task::Command>(second.command)).content.progress =
        task::Progress::submitted;
    second.expected = StreamVersion{1};
    const auto outcomes = world.engine->execute(std::vector<Request>{first, second});
    ASSERT_TRUE(outcomes[0]);
    ASSERT_FALSE(outcomes[1]);
    EXPECT_EQ(outcomes[1].error().kind, Refusal::Kind::conflict);
}

TEST(Engine, RefusesWhatIsSaidToHappenInTheFuture) {
    World world;
    world.assign("2.8", "Tháng 5/2022", "so-noi-vu");
    Request request = wish_to_start("a");
    request.occurred_at = at("2022-10-26");
    const auto outcome = world.engine->execute_one(request);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, "in_the_future");
}

TEST(Engine, CallsNothingDoneAfterAStorageError) {
    World world;
    world.assign("2.8", "Tháng 5/2022", "so-noi-vu");
    world.store.fail_next_append();
    const auto failed = world.engine->execute_one(wish_to_start("a"));
    const auto later = world.engine->execute_one(wish_to_start("b"));
    ASSERT_FALSE(failed);
    ASSERT_FALSE(later);
    EXPECT_EQ(failed.error().kind, Refusal::Kind::failed);
    EXPECT_EQ(later.error().kind, Refusal::Kind::failed);
}

TEST(Engine, NeverRecordsEarlierThanTheEventBefore) {
    World world("2022-10-25T10:00");
    world.assign("2.8", "Tháng 5/2022", "so-noi-vu");
    world.clock.set("2022-10-25T09:00");  // the clock steps back
    ASSERT_TRUE(world.engine->execute_one(wish_to_start("a")));
    Instant before;
    ASSERT_TRUE(world.store.read({1}, [&](const Record& record) {
        EXPECT_LE(before, record.envelope.recorded_at);
        before = record.envelope.recorded_at;
        return true;
    }));
}

TEST(Engine, RefusesTextThatAReplayWouldReadOtherwise) {
    World world;
    world.assign("2.8", "Tháng 5/2022", "so-noi-vu");
    const auto refused = world.wish_of("2.8", task::Rate{{"HT\xff", "x", "", ""}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "not_utf8");
    EXPECT_TRUE(world.wish_of("2.8", task::Rate{{"HT \xEF\xBF\xBD", "x", "", ""}}));
    const auto large = world.wish_of("2.8", task::Rate{{std::string(2U << 20, 'x'), "", "", ""}});
    ASSERT_FALSE(large);
    EXPECT_EQ(large.error().code, "too_large");
}

TEST(Engine, RefusesALogThatLivesByTheOtherClock) {
    World world;
    Engine other(world.store, world.clock);
    const auto opened = other.open(ClockKind::real);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::refused);
}

// Version 10 stands before version 2 in the rows.
TEST(Engine, KnowsEveryVersionOfADefinitionAfterARestart) {
    World world;
    Definition definition = sample_definition();
    for (const std::uint32_t version : {2U, 10U}) {
        definition.version = version;
        ASSERT_TRUE(world.wish({"definition/letter"}, PublishDefinition{definition}));
    }
    world.restart();
    const Definitions& known = world.engine->views().definitions();
    EXPECT_EQ(*known.latest("letter"), definition);
    EXPECT_EQ(known.find("letter", 2)->version, 2U);
    const auto again = world.wish({"definition/letter"}, PublishDefinition{definition});
    ASSERT_TRUE(again);
    EXPECT_EQ(again->count, 0U);
    definition.name = "Tờ trình";
    const auto refused = world.wish({"definition/letter"}, PublishDefinition{definition});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "version_taken");
}

}  // namespace
}  // namespace dunghan::testing
