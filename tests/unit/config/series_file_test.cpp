#include "adapters/config/series_file.h"

#include <fstream>
#include <sstream>

#include "tests/support/schema_agreement.h"
#include "tests/unit/config/broken_file.h"

namespace dunghan {
namespace {

using tests::BrokenFile;

constexpr const char* by_window =
    "kind: series\n"
    "id: monthly\n"
    "version: 3\n"
    "name: Báo cáo tháng\n"
    "tasks: report\n"
    "each_of: cac-so\n"
    "period: {window: {from_day: 15, to_day: 14}}\n"
    "due: {after: close, budget: 2 working_days, label: Gửi, roll: none, basis: điều 4}\n"
    "code: 'bc-{period}-{member}'\n"
    "title: 'Tháng {month}'\n"
    "first: 2026-11\n";

constexpr const char* by_rule =
    "kind: series\n"
    "id: quarterly\n"
    "version: 1\n"
    "name: Báo cáo quý\n"
    "tasks: task\n"
    "definition: report\n"
    "holder: so-y-te\n"
    "period: {rrule: FREQ=MONTHLY;INTERVAL=3, start: 2026-12-15, lasts: 3 months}\n"
    "due: {after: open}\n"
    "code: 'quy-{period}'\n"
    "title: 'Từ {from} đến {to}'\n"
    "first: 2026-12-15\n";

std::string shipped() {
    std::ostringstream text;
    text << std::ifstream(DUNGHAN_SOURCE_DIR "/config/series/monthly-report.yaml").rdbuf();
    return text.str();
}

TEST(SeriesFile, ReadsAWindow) {
    const auto series = read_series(by_window, "x.yaml");
    ASSERT_TRUE(series) << series.error().detail;
    EXPECT_EQ(series->id, "monthly");
    EXPECT_EQ(series->version, 3U);
    EXPECT_EQ(series->kind, DutyKind::report);
    EXPECT_EQ(series->each_of, "cac-so");
    EXPECT_EQ(series->period, (PeriodRule{.from_day = 15, .to_day = 14}));
    EXPECT_EQ(series->due_from, TermFrom::close);
    const TermRule due{"due", "Gửi", {2, BudgetUnit::working_days}, Roll::none, "", "điều 4"};
    EXPECT_EQ(series->due, due);
    EXPECT_EQ(series->first, "2026-11");
}

TEST(SeriesFile, ReadsARule) {
    const auto series = read_series(by_rule, "x.yaml");
    ASSERT_TRUE(series) << series.error().detail;
    EXPECT_EQ(series->kind, DutyKind::plan_task);
    EXPECT_EQ(series->definition, "report");
    EXPECT_EQ(series->holder, "so-y-te");
    const PeriodRule rule{
        .rrule = "FREQ=MONTHLY;INTERVAL=3",
        .start = "2026-12-15",
        .lasts = {3, BudgetUnit::months}};
    EXPECT_EQ(series->period, rule);
    EXPECT_EQ(series->due_from, TermFrom::opening);
    EXPECT_EQ(series->due, TermRule{});
}

TEST(SeriesFile, ReadsTheShippedOne) {
    const auto series = read_series(shipped(), "monthly-report.yaml");
    ASSERT_TRUE(series) << series.error().detail;
    EXPECT_EQ(series->definition, "monthly-report");
}

TEST(SeriesFile, SaysTheSameAsItsSchema) {
    if (!tests::has_validator()) {
        GTEST_SKIP() << "needs Debian's python3-jsonschema";
    }
    for (const std::string& text : {std::string(by_window), std::string(by_rule), shipped()}) {
        tests::expect_agreement(
            "series.schema.json", tests::json_of(YAML::Load(text)), read_series
        );
    }
}

// `by_window` with one line instead of another.
std::string changed(const std::string& old, const std::string& other) {
    std::string text = by_window;
    const std::size_t at = text.find(old);
    return at == std::string::npos ? "" : text.replace(at, old.size(), other);
}

struct Change {
    const char* old;
    const char* other;
    const char* message;
};

class BrokenSeries : public testing::TestWithParam<Change> {};

TEST_P(BrokenSeries, IsRefusedAtItsPlace) {
    const std::string text = changed(GetParam().old, GetParam().other);
    tests::expect_complaint(BrokenFile{text.c_str(), GetParam().message}, read_series);
}

INSTANTIATE_TEST_SUITE_P(
    Files,
    BrokenSeries,
    testing::Values(
        Change{
            "kind: series",
            "kind: serie",
            ":1:7: Expected kind to be one of series, but got 'serie'"},
        Change{"tasks: report\n", "", ":1:1: Expected tasks, but it is not there"},
        Change{
            "each_of: cac-so\n",
            "each_of: cac-so\nholder: so-y-te\n",
            ":7:9: Expected holder to be a group in each_of or an agency in holder, but got "
            "'both'"},
        Change{
            "to_day: 14",
            "to_day: 32",
            ":7:41: Expected period.window.to_day to be a whole number from 1 to 31, but got '32'"},
        Change{
            "{window: {from_day: 15, to_day: 14}}",
            "{rrule: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30, start: 2026-11-01}",
            ":7:17: Expected period.rrule to be a rule that falls on some day within 100 years of "
            "2026-11-01, but got 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'"},
        Change{
            "{window: {from_day: 15, to_day: 14}}",
            "{rrule: FREQ=MONTHLY;BYSETPOS=1, start: 2026-11-01}",
            ":7:17: Expected period.rrule to be a rule (Expected only FREQ, INTERVAL, BYMONTH, "
            "BYMONTHDAY, BYDAY, COUNT and UNTIL, but got 'BYSETPOS'), but got "
            "'FREQ=MONTHLY;BYSETPOS=1'"},
        Change{
            "2 working_days",
            "2 workdays",
            ":8:29: Expected due.budget to be 1 to 10000 days, working_days, working_hours, weeks "
            "or months, as \"15 working_days\", but got '2 workdays'"},
        Change{
            "{period}-{member}",
            "{period}",
            ":9:7: Expected code to be text with {period} and {member}, but got 'bc-{period}'"},
        Change{
            "{month}",
            "{tháng}",
            ":10:8: Expected title to be text with {period}, {member}, {name}, {month}, {year}, "
            "{from}, {to}, but got '{tháng}'"},
        Change{
            "first: 2026-11",
            "first: 11/2026",
            ":11:8: Expected first to be the month of a period from 1990 to 2100, as 2026-11, but "
            "got '11/2026'"}
    )
);

}  // namespace
}  // namespace dunghan
