// Our lunar months against an implementation that shares no code with us (npm date-chinese).
#include "adapters/config/lunar.h"

#include <gtest/gtest.h>
#include <set>
#include <sstream>

#include "tests/integration/smtp_process.h"

namespace dunghan {
namespace {

// From 1968 on, when Viet Nam took UTC+7; before, the other one follows the UTC+8 of the time.
constexpr int first_year = 1968;
constexpr int last_year = 2199;

// The other one repeats a month without a major term also between solstices that hold twelve
// months, and so names a few months of these years otherwise. They begin on the same days.
const std::set<int> named_otherwise{2033, 2052, 2128, 2147, 2185};

TEST(LunarMonths, BeginWhereAnotherImplementationHasThem) {
    tests::Process node(
        {"/usr/bin/env",
         "node",
         DUNGHAN_SOURCE_DIR "/tests/integration/lunar_months.js",
         std::to_string(first_year),
         std::to_string(last_year)}
    );
    node.end_input();
    std::istringstream lines(node.rest());
    ASSERT_EQ(node.wait(), 0);
    int months = 0;
    Date expected = solar_of({first_year, 1, 1}).value();
    LunarDate named;
    for (std::string begins; lines >> named.year >> named.month >> named.leap >> begins; ++months) {
        ASSERT_EQ(begins, to_iso(expected));
        const LunarDate ours = lunar_of(expected);
        ASSERT_EQ(ours.day, 1) << begins;
        if (!named_otherwise.contains(named.year)) {
            named.day = 1;
            ASSERT_EQ(ours, named) << begins;
        }
        expected = next_day(expected, 29);
        expected = lunar_of(expected).day == 1 ? expected : next_day(expected);
    }
    EXPECT_EQ(months, (last_year - first_year + 1) * 235 / 19);
}

}  // namespace
}  // namespace dunghan
