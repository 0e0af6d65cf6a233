#include "engine/series/period.h"

#include "tests/support/sample_series.h"

namespace dunghan::series {
namespace {

using tests::day;
using tests::monthly_report;

Period period(const std::string& id, const std::string& opens, const std::string& closes) {
    return {id, day(opens), day(closes)};
}

Series by_rule(const std::string& rrule, const std::string& start, Budget lasts = {}) {
    Series series = monthly_report();
    series.period = {.rrule = rrule, .start = start, .lasts = lasts};
    series.first = start;
    return series;
}

TEST(Period, OfAMonthlyReportBeginsInTheMonthBefore) {
    EXPECT_EQ(
        periods(monthly_report(), day("2026-01-01"), day("2027-01-01")),
        (std::vector<Period>{
            period("2026-11", "2026-10-15", "2026-11-14"),
            period("2026-12", "2026-11-15", "2026-12-14"),
            period("2027-01", "2026-12-15", "2027-01-14")})
    );
}

TEST(Period, OfACalendarMonthEndsOnItsLastDay) {
    Series series = monthly_report();
    series.period.from_day = 1;
    series.period.to_day = 31;
    series.first = "2026-02";
    EXPECT_EQ(
        periods(series, day("2026-01-01"), day("2026-04-02"), 2),
        (std::vector<Period>{
            period("2026-02", "2026-02-01", "2026-02-28"),
            period("2026-03", "2026-03-01", "2026-03-31")})
    );
}

TEST(Period, OfARuleLastsUntilTheNextOneOpens) {
    // Quarters of the reporting regime, and a last one that ends as if another followed
    const Series series = by_rule("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15;COUNT=2", "2025-12-15");
    EXPECT_EQ(
        periods(series, day("2025-01-01"), day("2030-01-01")),
        (std::vector<Period>{
            period("2025-12-15", "2025-12-15", "2026-03-14"),
            period("2026-03-15", "2026-03-15", "2026-06-14")})
    );
}

TEST(Period, OfARuleMayLastForItsOwnTime) {
    const auto closes = [](Budget lasts) {
        return to_iso(
            period_named(by_rule("FREQ=YEARLY", "2026-01-31", lasts), "2026-01-31")->closes
        );
    };
    EXPECT_EQ(closes({1, BudgetUnit::days}), "2026-01-31");
    EXPECT_EQ(closes({2, BudgetUnit::weeks}), "2026-02-13");
    EXPECT_EQ(closes({1, BudgetUnit::months}), "2026-02-27");
    EXPECT_EQ(closes({}), "2027-01-30");
}

TEST(Period, IsFoundByItsIdFromTheFirstOn) {
    const Series series = monthly_report();
    EXPECT_EQ(period_named(series, "2026-12"), period("2026-12", "2026-11-15", "2026-12-14"));
    for (const char* none : {"2026-10", "2026-13", "2026-1", "2026-12-15", "", "x"}) {
        EXPECT_EQ(period_named(series, none), std::nullopt) << none;
    }
    EXPECT_EQ(period_named(by_rule("FREQ=WEEKLY", "2026-11-23"), "2026-11-24"), std::nullopt);
}

TEST(NextPeriod, FollowsTheLastOneThatWasOpenedUnderAnyVersion) {
    Series series = monthly_report();
    EXPECT_EQ(next_period(series, nullptr)->id, "2026-11");
    const PeriodOpened last{"monthly-report", 1, "2026-12", "2026-11-15", "2026-12-14", {}};
    EXPECT_EQ(next_period(series, &last)->id, "2027-01");
    // Another version, by another rule, opens nothing twice and goes back to nothing
    series.period = {.rrule = "FREQ=MONTHLY;BYMONTHDAY=1", .start = "2026-01-01", .lasts = {}};
    series.first = "2026-02-01";
    EXPECT_EQ(next_period(series, &last)->id, "2026-12-01");
    EXPECT_EQ(next_period(series, nullptr)->id, "2026-02-01");
}

TEST(NextPeriod, IsNoneWhenTheSeriesIsOver) {
    const Series series = by_rule("FREQ=MONTHLY;COUNT=2", "2026-11-01");
    const PeriodOpened last{"monthly-report", 1, "2026-12-01", "2026-12-01", "2026-12-31", {}};
    EXPECT_EQ(next_period(series, &last), std::nullopt);
}

}  // namespace
}  // namespace dunghan::series
