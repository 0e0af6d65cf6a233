#include "engine/audit/known.h"

#include <gtest/gtest.h>

#include "engine/projection/calendar_labelled.h"

#include "tests/support/sample_calendar.h"
#include "tests/support/world.h"

namespace dunghan::audit {
namespace {

using testing::at;
using testing::World;

class KnownCalendars : public ::testing::Test {
 protected:
    void publish(const CalendarPublished& calendar) {
        ASSERT_TRUE(
            world_.wish({calendar_stream(calendar.id)}, PublishCalendar{calendar}).has_value()
        );
    }

    // The year as the notice had it, corrected in October.
    void SetUp() override {
        publish(testing::vn_2026());
        publish(testing::khanh_hoa());
        world_.clock.set("2022-11-20T09:00");
        CalendarPublished corrected = testing::vn_2026();
        corrected.version = 2;
        corrected.days.pop_back();
        publish(corrected);
    }

    World world_{"2022-10-25T07:55"};
};

TEST_F(KnownCalendars, AreThoseOfTheInstant) {
    const auto label = [&](const std::string& as_known) {
        const auto calendars = calendars_known(world_.store, at(as_known));
        const auto calendar = calendars.value().resolved("khanh-hoa");
        return calendar ? (*calendar)->label() : std::string(to_text(calendar.error().code));
    };
    EXPECT_EQ(label("2022-10-25T07:00"), "not_found");
    EXPECT_EQ(label("2022-10-25T08:00"), "vn/1+khanh-hoa/2");
    EXPECT_EQ(label("2022-11-20T08:59"), "vn/1+khanh-hoa/2");
    EXPECT_EQ(label("2022-11-20T09:00"), "vn/2+khanh-hoa/2");
}

TEST_F(KnownCalendars, AreFoundByTheLabelATermWasComputedWith) {
    const auto old = calendar_labelled(world_.store, "vn/1");
    ASSERT_TRUE(old) << old.error().detail;
    EXPECT_FALSE(old->works(testing::day_of("2026-11-24")));
    const auto both = calendar_labelled(world_.store, "vn/2+khanh-hoa/2");
    ASSERT_TRUE(both) << both.error().detail;
    EXPECT_EQ(both->label(), "vn/2+khanh-hoa/2");
    EXPECT_EQ(calendar_labelled(world_.store, "vn/3").error().code, ErrorCode::not_found);
    EXPECT_EQ(calendar_labelled(world_.store, "vn").error().code, ErrorCode::invalid);
    EXPECT_EQ(calendar_labelled(world_.store, "").error().code, ErrorCode::invalid);
}

}  // namespace
}  // namespace dunghan::audit
