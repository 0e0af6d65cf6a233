#include "engine/base/instant.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/base/code_order.h"
#include "engine/base/text.h"

namespace dunghan {
namespace {

TEST(Instant, ReadsDatesInTheZoneAndOffsetsAsTheyStand) {
    const Zone zone;
    EXPECT_EQ(to_rfc3339(*parse_instant("2022-10-25", zone)), "2022-10-24T17:00:00.000Z");
    EXPECT_EQ(to_rfc3339(*parse_instant("2022-10-25T07:55", zone)), "2022-10-25T00:55:00.000Z");
    EXPECT_EQ(to_rfc3339(*parse_instant("2022-05-31T17:00:00Z", zone)), "2022-05-31T17:00:00.000Z");
    EXPECT_EQ(
        to_rfc3339(*parse_instant("2022-10-25T08:00:00.123-05:30", zone)),
        "2022-10-25T13:30:00.123Z"
    );
}

TEST(Instant, RefusesWhatIsNoInstant) {
    for (const char* text :
         {"",
          "2022",
          "2022-13-01",
          "2022-02-29",
          "2022-10-25T24:00",
          "2022-10-25T08:60",
          "2022-10-25 08:00",
          "2022-10-25T08:00:00.1Z",
          "2022-10-25T08:00+7",
          "25/10/2022",
          "2022-10-25Z",
          "0000-01-01",
          "2022-10-25T08:00Zx"}) {
        EXPECT_FALSE(parse_instant(text, Zone{})) << text;
    }
}

TEST(Instant, PrintsDatesAsVietnameseOfficesDo) {
    EXPECT_EQ(to_vietnamese(*parse_date("2022-10-05")), "05/10/2022");
    EXPECT_EQ(to_vietnamese(*parse_date("2022-06-13")), "13/6/2022");
    EXPECT_EQ(to_vietnamese(*parse_date("2022-02-01")), "01/02/2022");
}

RC_GTEST_PROP(Instant, ReadsBackWhatItPrints, ()) {
    const auto ms = *rc::gen::inRange<std::int64_t>(-62'135'596'800'000, 253'402'300'799'999);
    RC_ASSERT(parse_instant(to_rfc3339({ms}), Zone{})->ms == ms);
}

RC_GTEST_PROP(Instant, ADayBeginsAtItsFirstInstant, ()) {
    const auto days = *rc::gen::inRange(-200'000, 200'000);
    const Zone zone{"test", *rc::gen::inRange(-720, 840), ""};
    const Date day = next_day(*parse_date("2022-10-25"), days);
    RC_ASSERT(date_at(start_of(day, zone), zone) == day);
    RC_ASSERT(date_at(plus_ms(start_of(day, zone), -1), zone) == next_day(day, -1));
    RC_ASSERT(minute_of_day(start_of(day, zone), zone) == 0);
    RC_ASSERT(days_between(*parse_date("2022-10-25"), day) == days);
    RC_ASSERT((weekday(day) + 1) % 7 == weekday(next_day(day)));
}

TEST(CodeOrder, CountsAsPeopleDo) {
    EXPECT_TRUE(code_before("1.2", "1.10"));
    EXPECT_TRUE(code_before("6.6#2", "6.6#10"));
    EXPECT_TRUE(code_before("6.6", "6.6#1"));
    EXPECT_TRUE(code_before("6.9", "6.10"));
    EXPECT_FALSE(code_before("6.10", "6.9"));
    EXPECT_FALSE(code_before("2.8", "2.8"));
    EXPECT_TRUE(code_before("hs-a", "hs-b"));
}

TEST(Text, FoldsNamesToWhatIsCommonToTheirSpellings) {
    EXPECT_EQ(fold("Sở Lao động – Thương binh  và Xã hội."), "so lao dong - thuong binh va xa hoi");
    EXPECT_EQ(fold("UỶ BAN"), fold("Ủy ban"));
    EXPECT_EQ(fold("Đ\xCC\x80"), "d");  // a decomposed mark
    EXPECT_EQ(slug("UBND huyện Cam Lâm"), "ubnd-huyen-cam-lam");
    EXPECT_EQ(fold("\xff"), "");
}

TEST(Text, ComposesAndSqueezes) {
    EXPECT_EQ(*to_nfc("Tre\xCC\x82\xCC\x83 ha\xCC\xA3n"), "Trễ hạn");
    EXPECT_FALSE(to_nfc("\xff"));
    EXPECT_EQ(squeeze("  a \t\n\xC2\xA0 b  "), "a b");
}

TEST(Instant, AtTheEndOfTimeHasADayInEveryZone) {
    for (const std::int32_t minutes : {-12 * 60, 0, 7 * 60, 14 * 60}) {
        Zone zone;
        zone.offset_minutes = minutes;
        EXPECT_GE(minute_of_day({INT64_MAX}, zone), 0);
        EXPECT_GE(minute_of_day({INT64_MIN}, zone), 0);
    }
}

}  // namespace
}  // namespace dunghan
