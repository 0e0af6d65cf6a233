#include "adapters/config/zone.h"

#include <gtest/gtest.h>

namespace dunghan {
namespace {

TEST(Zone, ReadsTheOffsetAndTheVersionOfTheDatabase) {
    const auto zone = resolve_zone("Asia/Ho_Chi_Minh");
    ASSERT_TRUE(zone) << zone.error().detail;
    EXPECT_EQ(zone->offset_minutes, 420);
    EXPECT_TRUE(zone->tzdata.starts_with("20")) << zone->tzdata;
    EXPECT_EQ(resolve_zone("Asia/Kolkata")->offset_minutes, 330);
}

TEST(Zone, RefusesAnOffsetThatChanges) {
    for (const char* name : {"Europe/Paris", "America/New_York", "Asia/Seoul2", "Asia/Pyongyang"}) {
        EXPECT_FALSE(resolve_zone(name)) << name;
    }
    const auto paris = resolve_zone("Europe/Paris");
    EXPECT_EQ(paris.error().code, ErrorCode::refused);
    EXPECT_EQ(
        paris.error().detail,
        "Expected a zone with one offset from 1990 to 2100, but that of Europe/Paris changes at "
        "1990-03-25"
    );
}

TEST(Zone, RefusesNamesOfNoZone) {
    for (const char* name : {"", "Hanoi", "../../etc/passwd", "/etc/passwd", "Asia/", "+07:00"}) {
        const auto zone = resolve_zone(name);
        ASSERT_FALSE(zone) << name;
        EXPECT_EQ(zone.error().code, ErrorCode::not_found) << name;
    }
}

}  // namespace
}  // namespace dunghan
