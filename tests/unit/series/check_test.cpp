// What keeps a series from being published.
#include "engine/series/check.h"

#include "tests/support/sample_series.h"

namespace dunghan::series {
namespace {

using tests::monthly_report;

// "where: expected", or "" when it may be published.
std::string text_of(const std::optional<Problem>& problem) {
    return problem ? problem->where + ": " + problem->expected : "";
}

template <class Change>
std::string problem(const Change& change) {
    Series series = monthly_report();
    change(series);
    return text_of(problem_in(series));
}

TEST(SeriesCheck, AcceptsTheMonthlyReport) {
    EXPECT_EQ(problem([](Series&) {}), "");
}

TEST(SeriesCheck, WantsAGroupOrAHolder) {
    EXPECT_EQ(
        problem([](Series& s) { s.each_of.clear(); }),
        "each_of: a group in each_of or an agency in holder"
    );
    EXPECT_EQ(
        problem([](Series& s) { s.holder = "so-y-te"; }),
        "holder: a group in each_of or an agency in holder"
    );
}

TEST(SeriesCheck, WantsOneKindOfPeriodThatFallsOnSomeDay) {
    EXPECT_EQ(
        problem([](Series& s) { s.period.to_day = 32; }),
        "period.window: two days of the month, 1 to 31"
    );
    EXPECT_EQ(problem([](Series& s) { s.period = {}; }), "period: a window or a rule");
    EXPECT_EQ(
        problem([](Series& s) { s.period.rrule = "FREQ=DAILY"; }), "period: a window or a rule"
    );
    const auto by_rule = [](const std::string& rrule, const std::string& start) {
        return problem([&](Series& s) {
            s.period = {.rrule = rrule, .start = start, .lasts = {}};
            s.first = start;
        });
    };
    EXPECT_EQ(by_rule("FREQ=MONTHLY", "2026-12-15"), "");
    EXPECT_EQ(
        by_rule("FREQ=HOURLY", "2026-12-15"),
        "period.rrule: a rule (Expected FREQ of DAILY, WEEKLY, MONTHLY or YEARLY, but got 'HOURLY')"
    );
    EXPECT_EQ(
        by_rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "2026-12-15"),
        "period.rrule: a rule that falls on some day within 100 years of 2026-12-15"
    );
    EXPECT_EQ(
        by_rule("FREQ=MONTHLY", "15/12/2026"), "period.start: a day from 1990 to 2100 as 2026-12-15"
    );
    EXPECT_EQ(
        by_rule("FREQ=MONTHLY;BYMONTHDAY=14", "2026-12-15"),
        "first: a day on which a period opens, as 2026-12-15"
    );
    EXPECT_EQ(
        problem([](Series& s) {
            s.period = {
                .rrule = "FREQ=MONTHLY",
                .start = "2026-12-15",
                .lasts = {3, BudgetUnit::working_days}};
            s.first = "2026-12-15";
        }),
        "period.lasts: days, weeks or months, at most 10000"
    );
}

TEST(SeriesCheck, WantsAFirstPeriodThatIsOne) {
    for (const char* none : {"", "2026-13", "1989-12", "11/2026", "2026-11-15"}) {
        EXPECT_EQ(
            problem([&](Series& s) { s.first = none; }),
            "first: the month of a period from 1990 to 2100, as 2026-11"
        );
    }
}

TEST(SeriesCheck, WantsATermThatEndsOnce) {
    EXPECT_EQ(
        problem([](Series& s) { s.due.budget.amount = 0; }),
        "due: a budget, or a definition whose terms count from there"
    );
    EXPECT_EQ(
        problem([](Series& s) { s.definition = "monthly-report"; }),
        "due: a budget, or a definition whose terms count from there"
    );
    EXPECT_EQ(
        problem([](Series& s) {
            s.definition = "monthly-report";
            s.due.budget.amount = 0;
        }),
        ""
    );
    EXPECT_EQ(problem([](Series& s) { s.due.budget.amount = 10'001; }), "due.budget: 1 to 10000");
    EXPECT_EQ(
        problem([](Series& s) { s.due.printed = "Năm 2026"; }),
        "due.budget: a budget, for each period anew"
    );
}

TEST(SeriesCheck, WantsTemplatesThatNameEachTaskOnce) {
    const std::string placeholders =
        "text with {period}, {member}, {name}, {month}, {year}, {from}, {to}";
    EXPECT_EQ(problem([](Series& s) { s.title = "Tháng {tháng}"; }), "title: " + placeholders);
    EXPECT_EQ(problem([](Series& s) { s.title = "Tháng {month"; }), "title: " + placeholders);
    EXPECT_EQ(problem([](Series& s) { s.title = "Tháng month}"; }), "title: " + placeholders);
    EXPECT_EQ(problem([](Series& s) { s.title = ""; }), "title: a text that is not empty");
    EXPECT_EQ(
        problem([](Series& s) { s.code = "bc-{period}"; }), "code: text with {period} and {member}"
    );
    EXPECT_EQ(
        problem([](Series& s) { s.code = "bc-{member}"; }), "code: text with {period} and {member}"
    );
    EXPECT_EQ(
        problem([](Series& s) { s.code = "bc-{period}-{member}-{name}"; }),
        "code: text without {name}, which may change"
    );
    EXPECT_EQ(
        problem([](Series& s) {
            s.each_of.clear();
            s.holder = "so-y-te";
            s.code = "bc-{period}";
        }),
        ""
    );
}

TEST(SeriesCheck, WantsTheOtherRulesToBeThere) {
    DirectoryPublished content;
    content.agencies = {{.id = "so-y-te", .name = "Sở Y tế", .aliases = {}}};
    Series series = monthly_report();
    EXPECT_EQ(
        text_of(problem_beside(series, Directory(content), nullptr)),
        "each_of: a group of the directory"
    );
    content.groups = {{.id = "cac-so", .name = "Các sở", .aliases = {}, .members = {}}};
    const Directory directory(content);
    EXPECT_EQ(text_of(problem_beside(series, directory, nullptr)), "");
    series.definition = "report";
    EXPECT_EQ(
        text_of(problem_beside(series, directory, nullptr)),
        "definition: a definition that is published"
    );
    Definition definition = tests::report_definition();
    definition.states[0].terms.clear();
    EXPECT_EQ(
        text_of(problem_beside(series, directory, &definition)),
        "definition: a definition whose first state begins a term"
    );
    definition.states[0].terms = {"file"};
    EXPECT_EQ(text_of(problem_beside(series, directory, &definition)), "");
    series.each_of.clear();
    series.holder = "so-la";
    EXPECT_EQ(
        text_of(problem_beside(series, directory, &definition)),
        "holder: an agency of the directory"
    );
}

}  // namespace
}  // namespace dunghan::series
