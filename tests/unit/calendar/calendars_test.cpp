#include "engine/calendar/calendars.h"

#include <gtest/gtest.h>

#include "tests/support/sample_calendar.h"

namespace dunghan {
namespace {

using testing::day_of;
using testing::khanh_hoa;
using testing::vn_2026;

std::string refusal(const Calendars& calendars, const CalendarPublished& ours) {
    const auto answer = calendars.may_publish(ours);
    return answer ? (*answer ? "news" : "known") : answer.error().code;
}

TEST(Calendars, TakeEachVersionOnce) {
    Calendars calendars;
    EXPECT_EQ(refusal(calendars, vn_2026()), "news");
    calendars.put(vn_2026());
    EXPECT_EQ(refusal(calendars, vn_2026()), "known");
    CalendarPublished corrected = vn_2026();
    corrected.days.pop_back();
    EXPECT_EQ(refusal(calendars, corrected), "version_taken");
    corrected.version = 2;
    EXPECT_EQ(refusal(calendars, corrected), "news");
    calendars.put(corrected);
    EXPECT_EQ(refusal(calendars, vn_2026()), "version_taken");  // no way back under an old number
}

TEST(Calendars, RefuseALayerThatStandsOnNothing) {
    Calendars calendars;
    EXPECT_EQ(refusal(calendars, khanh_hoa()), "unknown_layer");
    calendars.put(vn_2026());
    EXPECT_EQ(refusal(calendars, khanh_hoa()), "news");
    calendars.put(khanh_hoa());
    CalendarPublished vn = vn_2026();
    vn.version = 2;
    vn.above = "khanh-hoa";
    EXPECT_EQ(refusal(calendars, vn), "layer_cycle");
    vn.above = "";
    vn.hours.clear();
    EXPECT_EQ(refusal(calendars, vn), "bad_calendar");
}

TEST(Calendars, KnowTheOnlyOneThatNoOtherRefines) {
    Calendars calendars;
    EXPECT_EQ(calendars.only(), "");
    calendars.put(vn_2026());
    EXPECT_EQ(calendars.only(), "vn");
    calendars.put(khanh_hoa());
    EXPECT_EQ(calendars.only(), "khanh-hoa");
    CalendarPublished beside = khanh_hoa();
    beside.id = "agency";
    calendars.put(beside);
    EXPECT_EQ(calendars.only(), "");
}

TEST(Calendars, ResolveWithTheLayersAboveInTheirNewestVersions) {
    Calendars calendars;
    calendars.put(vn_2026());
    calendars.put(khanh_hoa());
    EXPECT_EQ((*calendars.resolved("khanh-hoa"))->label(), "vn/1+khanh-hoa/2");
    CalendarPublished corrected = vn_2026();
    corrected.version = 2;
    corrected.days.front().kind = DayKind::worked;  // New Year
    calendars.put(corrected);
    const Calendar& calendar = **calendars.resolved("khanh-hoa");
    EXPECT_EQ(calendar.label(), "vn/2+khanh-hoa/2");
    EXPECT_TRUE(calendar.works(day_of("2026-01-01")));
    EXPECT_EQ(calendars.resolved("ninh-thuan").error().code, ErrorCode::not_found);
}

TEST(Calendars, NameWhatCouldNeverHaveBeenPublished) {
    Calendars calendars;
    calendars.put(khanh_hoa());
    EXPECT_EQ(calendars.resolved("khanh-hoa").error().code, ErrorCode::corruption);
    CalendarPublished vn = vn_2026();
    vn.above = "khanh-hoa";
    calendars.put(vn);
    EXPECT_NE(calendars.resolved("vn").error().detail.find("go round"), std::string::npos);
}

}  // namespace
}  // namespace dunghan
