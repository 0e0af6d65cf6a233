#include <gtest/gtest.h>

#include "engine/projection/projector.h"

#include "tests/support/world.h"

namespace dunghan {
namespace {

using testing::at;

// The default policy: one slot a day, from 08:00 on.
class Wake : public ::testing::Test {
 protected:
    std::optional<Instant> wake(
        const char* rung, const char* recorded_at, std::optional<Instant> previous
    ) {
        const PolicyInForce rules = world_.engine->views().policy_labelled("default/1");
        return wake_of_rung(at(rung), rules, at(recorded_at), previous);
    }

    testing::World world_{"2022-10-25T07:00"};
};

TEST_F(Wake, IsTheSlotOfTheNextRung) {
    EXPECT_EQ(wake("2022-11-03", "2022-10-25T09:00", {}), at("2022-11-03T08:00"));
}

TEST_F(Wake, OfARungReachedJustNowIsTheNextSlot) {
    EXPECT_EQ(wake("2022-10-24", "2022-10-25T08:00", {}), at("2022-10-26T08:00"));
    const Instant tomorrow = at("2022-10-26T08:00");
    EXPECT_EQ(wake("2022-10-24", "2022-10-25T09:00", tomorrow), tomorrow);
}

TEST_F(Wake, ThatWasDueStaysDue) {
    const Instant previous = at("2022-10-25T08:00");
    EXPECT_EQ(wake("2022-10-24", "2022-10-25T09:00", previous), previous);
}

// After a downtime a corrected calendar moves the rung from the 3rd to the 4th: both are past.
TEST_F(Wake, ThatWasDueStaysDueWhenItsRungIsMovedWithinThePast) {
    const auto moved = wake("2022-11-04", "2022-12-30T08:00", at("2022-11-03T08:00"));
    EXPECT_EQ(moved, at("2022-11-04T08:00"));
}

TEST_F(Wake, ThatWasDueWaitsAgainWhenItsRungIsMovedAhead) {
    const auto moved = wake("2023-01-05", "2022-12-30T08:00", at("2022-11-03T08:00"));
    EXPECT_EQ(moved, at("2023-01-05T08:00"));
}

}  // namespace
}  // namespace dunghan
