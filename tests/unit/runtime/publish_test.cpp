#include "engine/runtime/publish.h"

#include <gtest/gtest.h>

#include "tests/support/sample_calendar.h"
#include "tests/support/world.h"

namespace dunghan::testing {
namespace {

Policy policy_of_version(std::uint32_t version, std::int32_t due_soon_days) {
    Policy policy = default_policy();
    policy.version = version;
    policy.due_soon_days = due_soon_days;
    return policy;
}

Result<std::uint64_t> publish(World& world, const Policy& policy) {
    return dunghan::publish(*world.engine, publication_of(policy), "person:lan");
}

TEST(Publish, AHigherVersionIsInForceAndTheSameOneAddsNothing) {
    World world;
    const Policy second = policy_of_version(2, 3);

    EXPECT_EQ(publish(world, second), 1U);
    EXPECT_EQ(world.engine->views().policy(), second);
    EXPECT_EQ(publish(world, second), 0U);
    world.restart();
    EXPECT_EQ(publish(world, second), 0U);
}

TEST(Publish, OneVersionNeverSaysTwoThings) {
    World world;
    ASSERT_TRUE(publish(world, policy_of_version(3, 3)));

    for (const std::uint32_t version : {1U, 2U, 3U}) {
        const auto refused = publish(world, policy_of_version(version, 9));
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::refused);
        EXPECT_EQ(
            refused.error().detail,
            "Expected a version of policy default above 3, which the log holds with another "
            "content, but got " +
                std::to_string(version)
        );
    }
    EXPECT_EQ(world.engine->views().policy(), policy_of_version(3, 3));
}

// The first one again, after another: not a wish that was granted long ago.
TEST(Publish, AnOlderDocumentIsRefusedAlthoughTheLogHoldsIt) {
    World world;
    ASSERT_TRUE(publish(world, policy_of_version(2, 3)));
    ASSERT_TRUE(publish(world, policy_of_version(3, 4)));

    EXPECT_FALSE(publish(world, policy_of_version(2, 3)));
}

TEST(Publish, AnotherReleaseOfTheZoneDatabaseIsNoOtherPolicy) {
    World world;
    Policy policy = policy_of_version(2, 3);
    policy.zone.tzdata = "2022e";
    ASSERT_EQ(publish(world, policy), 1U);

    policy.zone.tzdata = "2026f";
    EXPECT_EQ(publish(world, policy), 0U);
    policy.zone.offset_minutes = 480;
    EXPECT_FALSE(publish(world, policy));
}

TEST(Publish, ADirectoryLikewise) {
    World world;
    DirectoryPublished directory = small_directory();
    directory.agencies[3].email = "y-te@khanhhoa.example";

    EXPECT_FALSE(dunghan::publish(*world.engine, publication_of(directory), "person:lan"));
    directory.version = 2;
    EXPECT_EQ(dunghan::publish(*world.engine, publication_of(directory), "person:lan"), 1U);
    EXPECT_EQ(world.engine->views().directory().content(), directory);
}

TEST(Publish, PutsAPolicyOfAnotherNameBesideTheDefaultOne) {
    World world;
    ASSERT_TRUE(world.wish({"calendar/vn"}, PublishCalendar{vn_2026()}));
    EXPECT_EQ(publish(world, statutory_policy()), 1U);
    EXPECT_EQ(world.engine->views().policy(), default_policy());
    EXPECT_EQ(*world.engine->views().policies().find("statutory").policy, statutory_policy());
    // An import's own policy takes the place of the default one, whatever its name
    Policy instead = default_policy();
    instead.name = "province";
    instead.version = 2;
    EXPECT_EQ(dunghan::publish(*world.engine, default_publication_of(instead), "import"), 1U);
    EXPECT_EQ(world.engine->views().policy(), instead);
    // And goes on there
    instead.version = 3;
    EXPECT_EQ(publish(world, instead), 1U);
    EXPECT_EQ(world.engine->views().policy(), instead);
}

}  // namespace
}  // namespace dunghan::testing
