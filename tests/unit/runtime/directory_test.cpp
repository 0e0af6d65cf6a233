// The directory of the day decides who is told.
#include <gtest/gtest.h>

#include "tests/support/world.h"

namespace dunghan::testing {
namespace {

// The department of tourism is merged at the end of October.
DirectoryPublished merged(const std::string& successor) {
    DirectoryPublished directory = small_directory();
    directory.version = 2;
    directory.agencies[1].until = "2022-10-31";
    directory.agencies[1].successor = successor;
    return directory;
}

TEST(DirectoryOfTheDay, TellsTheSuccessorWhatAMergedAgencyOwes) {
    World world;
    world.assign("2.1", "Tháng 5/2022", "so-du-lich");
    ASSERT_TRUE(world.wish({"directory"}, PublishDirectory{merged("so-noi-vu")}));
    // On its last day it is still told itself
    world.run_at("2022-10-31T08:00");
    ASSERT_EQ(world.sender.sent.size(), 1U);
    EXPECT_EQ(world.sender.sent[0].recipient, "so-du-lich");
    // The next week, its successor, in both names; the task keeps its holder
    world.run_at("2022-11-07T08:00");
    ASSERT_EQ(world.sender.sent.size(), 2U);
    EXPECT_EQ(world.sender.sent[1].recipient, "so-noi-vu");
    EXPECT_EQ(world.sender.sent[1].items.at(0).holder, "Sở Du lịch (nay là Sở Nội vụ)");
    EXPECT_EQ(
        world.state("2.1").description.value.holders,
        (std::vector<Party>{{PartyKind::agency, "so-du-lich"}})
    );
}

TEST(DirectoryOfTheDay, TellsTheCoordinatorWhatNobodyFollowed) {
    World world;
    world.assign("2.1", "Tháng 5/2022", "so-du-lich");
    ASSERT_TRUE(world.wish({"directory"}, PublishDirectory{merged("")}));
    world.run_at("2022-11-07T08:00");
    ASSERT_EQ(world.sender.sent.size(), 1U);
    EXPECT_EQ(world.sender.sent[0].recipient, "so-tttt");
    EXPECT_EQ(world.sender.sent[0].items.at(0).holder, "Sở Du lịch (đã giải thể)");
}

TEST(DirectoryOfTheDay, IsRefusedWhenItsChainsGoInCircles) {
    World world;
    DirectoryPublished directory = merged("so-noi-vu");
    directory.delegations = {{"so-y-te", "so-noi-vu", "", ""}, {"so-noi-vu", "so-y-te", "", ""}};
    const Position before = world.store.head();
    const Outcome outcome = world.wish({"directory"}, PublishDirectory{directory});
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, "bad_directory");
    EXPECT_EQ(
        outcome.error().detail,
        "Expected delegations[0].to to be somebody who does not hand back to "
        "'so-y-te' on any day, but got 'so-noi-vu'; nothing was published"
    );
    EXPECT_EQ(world.store.head(), before);
}

// A log of release 0.2.0: the event is of schema 1 and so is the row.
TEST(DirectoryOfTheDay, IsReadFromAnOlderLog) {
    World world;
    constexpr std::string_view older =
        R"({"agencies":[{"aliases":[],"email":"a@x.example","id":"a","name":"A"}],)"
        R"("groups":[{"aliases":[],"id":"g","members":["a"],"name":"G"}],"version":7})";
    Record record;
    record.envelope.position = {world.store.head().value + 1};
    record.envelope.stream = {"directory"};
    record.envelope.version = {2};
    record.envelope.type = EventType::directory_published;
    record.payload = older;
    Batch batch;
    batch.records = {record};
    batch.views = {{View::notice, "directory", std::string(older)}};
    ASSERT_TRUE(world.store.append(batch));
    world.restart();
    const Directory& directory = world.engine->views().directory();
    EXPECT_EQ(directory.content().version, 7U);
    EXPECT_EQ(
        directory.members_at("g", date_at(world.clock.now(), Zone{})).value(),
        std::vector<std::string>{"a"}
    );
}

}  // namespace
}  // namespace dunghan::testing
