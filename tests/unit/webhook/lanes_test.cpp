#include "adapters/webhook/lanes.h"

#include <gtest/gtest.h>

namespace dunghan::webhook {
namespace {

bool push(Lanes<int>& lanes, const std::string& origin, int job) {
    return lanes.push(origin, job);
}

TEST(Lanes, TakeTurns) {
    Lanes<int> lanes(100, 100, 100);
    for (int i = 0; i < 3; ++i) {
        EXPECT_TRUE(push(lanes, "a", 10 + i));
    }
    EXPECT_TRUE(push(lanes, "b", 20));
    EXPECT_EQ(lanes.start_next(), 10);
    EXPECT_EQ(lanes.start_next(), 20);
    EXPECT_EQ(lanes.start_next(), 11);
    EXPECT_EQ(lanes.start_next(), 12);
    EXPECT_EQ(lanes.start_next(), std::nullopt);
}

TEST(Lanes, HoldUpNobodyElseWhenOneIsFull) {
    Lanes<int> lanes(100, 100, 2);
    for (int i = 0; i < 5; ++i) {
        EXPECT_TRUE(push(lanes, "slow", i));
    }
    EXPECT_EQ(lanes.start_next(), 0);
    EXPECT_EQ(lanes.start_next(), 1);
    EXPECT_EQ(lanes.start_next(), std::nullopt);
    EXPECT_TRUE(push(lanes, "b", 20));
    EXPECT_EQ(lanes.start_next(), 20);
    lanes.end("slow");
    EXPECT_EQ(lanes.start_next(), 2);
    EXPECT_EQ(lanes.start_next(), std::nullopt);
}

TEST(Lanes, AreBoundedEachAndTogether) {
    Lanes<int> lanes(5, 3, 1);
    for (int i = 0; i < 3; ++i) {
        EXPECT_TRUE(push(lanes, "a", i));
    }
    EXPECT_FALSE(push(lanes, "a", 3));
    EXPECT_TRUE(push(lanes, "b", 4));
    EXPECT_TRUE(push(lanes, "c", 5));
    EXPECT_FALSE(push(lanes, "d", 6));
    EXPECT_EQ(lanes.lanes(), 3U) << "a refused job leaves no lane behind";
    EXPECT_EQ(lanes.start_next(), 0);
    EXPECT_TRUE(push(lanes, "d", 7));
}

TEST(Lanes, ForgetAnOriginThatIsIdle) {
    Lanes<int> lanes(100, 100, 1);
    EXPECT_TRUE(push(lanes, "a", 1));
    EXPECT_EQ(lanes.start_next(), 1);
    EXPECT_EQ(lanes.lanes(), 1U);
    lanes.end("a");
    EXPECT_EQ(lanes.lanes(), 0U);
}

TEST(Lanes, GiveAllThatWaitsBackAtTheEnd) {
    Lanes<int> lanes(100, 100, 1);
    EXPECT_TRUE(push(lanes, "a", 1) && push(lanes, "a", 2) && push(lanes, "b", 3));
    EXPECT_EQ(lanes.start_next(), 1);
    EXPECT_EQ(lanes.take_any(), 2);
    EXPECT_EQ(lanes.take_any(), 3);
    EXPECT_EQ(lanes.take_any(), std::nullopt);
}

}  // namespace
}  // namespace dunghan::webhook
