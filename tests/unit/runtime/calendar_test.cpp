// Calendars through the log: published, refused, read again, asked about as known.
#include <gtest/gtest.h>

#include "tests/support/sample_calendar.h"
#include "tests/support/world.h"

namespace dunghan::testing {
namespace {

Outcome publish(World& world, const CalendarPublished& calendar) {
    return world.wish({calendar_stream(calendar.id)}, PublishCalendar{calendar});
}

std::string code_of(const Outcome& outcome) {
    return outcome ? std::to_string(outcome->count) : outcome.error().code;
}

TEST(PublishedCalendar, IsResolvedFromTheViewsAgainAfterARestart) {
    World world;
    EXPECT_EQ(code_of(publish(world, vn_2026())), "1");
    EXPECT_EQ(code_of(publish(world, khanh_hoa())), "1");
    world.restart();
    const auto calendar = world.engine->views().calendars().resolved("khanh-hoa");
    ASSERT_TRUE(calendar) << calendar.error().detail;
    EXPECT_EQ((*calendar)->label(), "vn/1+khanh-hoa/2");
    EXPECT_EQ(to_iso((*calendar)->add_working_days(day_of("2026-08-28"), 1).date), "2026-09-03");
}

TEST(PublishedCalendar, IsNoEventWhenTheLogHoldsIt) {
    World world;
    EXPECT_EQ(code_of(publish(world, vn_2026())), "1");
    EXPECT_EQ(code_of(publish(world, vn_2026())), "0");
}

TEST(PublishedCalendar, IsRefusedWhereItCannotStand) {
    World world;
    EXPECT_EQ(code_of(publish(world, khanh_hoa())), "unknown_layer");
    EXPECT_EQ(code_of(publish(world, vn_2026())), "1");
    CalendarPublished other = vn_2026();
    other.name = "khác";
    EXPECT_EQ(code_of(publish(world, other)), "version_taken");
    other.version = 2;
    other.above = "vn";
    EXPECT_EQ(code_of(publish(world, other)), "bad_calendar");
    EXPECT_EQ(code_of(world.wish({"calendar/ve"}, PublishCalendar{vn_2026()})), "bad_stream");
}

}  // namespace
}  // namespace dunghan::testing
