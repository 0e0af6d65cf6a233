#include "engine/policy/slot.h"

#include <gtest/gtest.h>

namespace dunghan {
namespace {

Instant at(const std::string& text) {
    return parse_instant(text, Zone{}).value();
}

const Calendar weekdays = calendar_of_slot(Slot{}).value();

TEST(Slot, IsTheNextWorkingMorning) {
    const Policy policy;
    EXPECT_EQ(slot_at_or_after(at("2022-10-25T07:55"), policy, weekdays), at("2022-10-25T08:00"));
    EXPECT_EQ(slot_at_or_after(at("2022-10-25T08:00"), policy, weekdays), at("2022-10-25T08:00"));
    EXPECT_EQ(
        slot_at_or_after(at("2022-10-25T08:00:00.001"), policy, weekdays), at("2022-10-26T08:00")
    );
    EXPECT_EQ(slot_at_or_after(at("2022-10-28T09:00"), policy, weekdays), at("2022-10-31T08:00"));
}

TEST(Slot, LooksBackToTheLastWorkingMorning) {
    const Policy policy;
    EXPECT_EQ(slot_at_or_before(at("2022-10-25T07:59"), policy, weekdays), at("2022-10-24T08:00"));
    EXPECT_EQ(slot_at_or_before(at("2022-10-30T12:00"), policy, weekdays), at("2022-10-28T08:00"));
}

TEST(Slot, IsOpenOnWorkingDaysFromItsMinuteToItsEnd) {
    const Policy policy;
    EXPECT_FALSE(slot_is_open(at("2022-10-25T07:59:59.999"), policy, weekdays));
    EXPECT_TRUE(slot_is_open(at("2022-10-25T08:00"), policy, weekdays));
    EXPECT_TRUE(slot_is_open(at("2022-10-25T16:59:59.999"), policy, weekdays));
    EXPECT_FALSE(slot_is_open(at("2022-10-25T17:00"), policy, weekdays));
    EXPECT_FALSE(slot_is_open(at("2022-10-29T09:00"), policy, weekdays));
}

}  // namespace
}  // namespace dunghan
