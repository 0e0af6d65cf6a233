#include "engine/audit/verify.h"

#include <gtest/gtest.h>

#include "tests/support/world.h"

namespace dunghan::audit {
namespace {

using testing::World;

Verification verify(const World& world) {
    MemoryStore scratch;
    const auto verification = verify_views(world.store, scratch, [](Position) {});
    EXPECT_TRUE(verification.has_value()) << (verification ? "" : verification.error().detail);
    return verification.value_or(Verification{});
}

struct LivedIn : World {
    LivedIn() {
        assign("2.1", "Tháng 5/2022", "so-du-lich");
        assign("2.2", "Tháng 10/2022", "so-noi-vu");
        run_at("2022-10-25T08:00");
    }
};

TEST(Verify, FindsRebuiltViewsEqualToLiveOnes) {
    const LivedIn world;
    const Verification verification = verify(world);
    EXPECT_FALSE(verification.first);
    EXPECT_EQ(verification.head, world.store.head());
    EXPECT_GE(verification.rows, 6U);
}

TEST(Verify, SaysTheFirstRowThatDiffers) {
    LivedIn world;
    const std::string row = world.store.get(View::task, "task/2.2").value().value();
    std::string changed = row;
    changed.back() = static_cast<char>(changed.back() ^ 1);
    ASSERT_TRUE(world.store.append({{}, {}, {{View::task, "task/2.2", changed}}}));
    const auto difference = verify(world).first;
    ASSERT_TRUE(difference);
    EXPECT_EQ(difference->view, View::task);
    EXPECT_EQ(difference->key, "task/2.2");
    EXPECT_EQ(difference->live, changed);
    EXPECT_EQ(difference->rebuilt, row);
}

TEST(Verify, SaysARowThatIsMissingOrTooMany) {
    LivedIn world;
    ASSERT_TRUE(world.store.append({{}, {}, {{View::task, "task/2.2", std::nullopt}}}));
    const auto missing = verify(world).first;
    ASSERT_TRUE(missing);
    EXPECT_EQ(missing->live, std::nullopt);
    LivedIn other;
    ASSERT_TRUE(other.store.append({{}, {}, {{View::notice, "zzz", "?"}}}));
    const auto surplus = verify(other).first;
    ASSERT_TRUE(surplus);
    EXPECT_EQ(surplus->rebuilt, std::nullopt);
}

}  // namespace
}  // namespace dunghan::audit
