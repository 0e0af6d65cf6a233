#include "engine/series/duty.h"

#include "tests/support/sample_calendar.h"
#include "tests/support/sample_series.h"

namespace dunghan::series {
namespace {

using tests::day;
using tests::monthly_report;

Directory directory() {
    DirectoryPublished content;
    content.agencies = {
        {.id = "so-du-lich",
         .name = "Sở Du lịch",
         .aliases = {},
         .until = "2026-10-31",
         .successor = "so-y-te"},
        {.id = "so-y-te", .name = "Sở Y tế", .aliases = {}},
        {.id = "so-moi", .name = "Sở mới", .aliases = {}, .calendar = "khanh-hoa"},
        {.id = "ban-138", .name = "Ban 138", .aliases = {}, .until = "2020-01-01"}};
    content.groups = {
        {.id = "cac-so",
         .name = "Các sở",
         .aliases = {},
         .members = {{"so-du-lich"}, {"so-y-te"}, {"so-moi", "2026-10-16", ""}, {"ban-138"}}}};
    return Directory(content);
}

const Calendar nation = testing::resolved({testing::vn_2026()});
const Calendar province = testing::resolved({testing::vn_2026(), testing::khanh_hoa()});

const Calendar* calendar_of(const Agency& agency) {
    return agency.calendar.empty() ? &nation : &province;
}

Decision<std::vector<Duty>> duties_of(
    const Series& series, const std::string& period, const Definition* definition = nullptr
) {
    return duties(
        series, *period_named(series, period), directory(), definition, calendar_of, Zone{}
    );
}

TEST(Duties, AreThoseOfTheMembersOnTheFirstDay) {
    const auto found = duties_of(monthly_report(), "2026-11");
    ASSERT_TRUE(found) << found.error().detail;
    // Merged in the middle of the period: still its own, under its own code; joined a day late: not
    ASSERT_EQ(found->size(), 2U);
    const Duty& first = found->front();
    EXPECT_EQ(first.code, "bc-2026-11-so-du-lich");
    EXPECT_EQ(first.title, "Báo cáo chuyển đổi số tháng 11/2026");
    EXPECT_EQ(first.member, "so-du-lich");
    EXPECT_EQ(to_rfc3339(first.opens), "2026-10-14T17:00:00.000Z");
    // Two working days after Saturday 14/11: until the end of Tuesday 17/11
    EXPECT_EQ(to_rfc3339(first.reckoning.due_before), "2026-11-17T17:00:00.000Z");
    EXPECT_EQ(first.reckoning.calendar, "vn/1");
    EXPECT_FALSE(first.reckoning.provisional);
    EXPECT_EQ((*found)[1].code, "bc-2026-11-so-y-te");
    // The next period has the new member and not the one that is gone
    const auto next = duties_of(monthly_report(), "2026-12");
    ASSERT_TRUE(next);
    ASSERT_EQ(next->size(), 2U);
    EXPECT_EQ(next->front().member, "so-y-te");
    EXPECT_EQ(next->back().member, "so-moi");
    EXPECT_EQ(next->back().reckoning.calendar, "vn/1+khanh-hoa/2");
}

// notes of the reporting regime: 16/01, 24/02, 17/03, …
TEST(Duties, OfTheYear2026FallDueOnTheDaysOfTheRegime) {
    Series series = monthly_report();
    series.first = "2026-01";
    std::vector<std::string> due;
    for (const Period& period : periods(series, day("2025-01-01"), day("2026-12-01"))) {
        const auto found = duties_of(series, period.id);
        ASSERT_TRUE(found);
        due.push_back(
            to_iso(date_at(plus_ms(found->front().reckoning.due_before, -1), Zone{})).substr(5)
        );
    }
    EXPECT_EQ(
        due,
        (std::vector<std::string>{
            "01-16",
            "02-24",
            "03-17",
            "04-16",
            "05-18",
            "06-16",
            "07-16",
            "08-18",
            "09-16",
            "10-16",
            "11-17",
            "12-16"})
    );
}

TEST(Duties, SayWhenTheirTermRestsOnAYearWithoutANotice) {
    Series series = monthly_report();
    series.first = "2027-03";
    EXPECT_TRUE(duties_of(series, "2027-03")->front().reckoning.provisional);
}

TEST(Duties, OfAHolderAreOneAPeriodAndStayWithIt) {
    Series series = monthly_report();
    series.each_of.clear();
    series.holder = "so-du-lich";
    series.code = "bao-cao-nam-{year}";
    const auto found = duties_of(series, "2026-12");
    ASSERT_TRUE(found) << found.error().detail;
    ASSERT_EQ(found->size(), 1U);
    EXPECT_EQ(found->front().code, "bao-cao-nam-2026");
    EXPECT_EQ(found->front().member, "so-du-lich");
    series.holder = "ban-138";
    EXPECT_EQ(duties_of(series, "2026-12").error().code, "no_such_agency");
}

TEST(Duties, MayCountFromTheOpeningAndInHours) {
    Series series = monthly_report();
    series.due_from = TermFrom::opening;
    // Thursday 15/10 is not counted: Friday, Monday
    EXPECT_EQ(
        to_rfc3339(duties_of(series, "2026-11")->front().reckoning.due_before),
        "2026-10-19T17:00:00.000Z"
    );
    // Two working hours of Monday, from 08:00 on
    series.due_from = TermFrom::close;
    series.due.budget = {2, BudgetUnit::working_hours};
    EXPECT_EQ(
        to_rfc3339(duties_of(series, "2026-11")->front().reckoning.due_before),
        "2026-11-16T03:00:00.000Z"
    );
}

TEST(Duties, CountTheTermTheirDefinitionBeginsWithFromThere) {
    Series series = monthly_report();
    series.definition = "report";
    series.due = {};
    Definition definition = tests::report_definition();
    const auto found = duties_of(series, "2026-11", &definition);
    ASSERT_TRUE(found) << found.error().detail;
    EXPECT_EQ(found->front().rule.id, "file");
    EXPECT_EQ(to_rfc3339(found->front().reckoning.due_before), "2026-11-18T17:00:00.000Z");
    definition.states[0].terms.clear();
    EXPECT_EQ(duties_of(series, "2026-11", &definition).error().code, "no_such_term");
}

TEST(Duties, StopWhereThereIsNobodyOrNothingToCountWith) {
    Series series = monthly_report();
    series.each_of = "khong-co";
    EXPECT_EQ(duties_of(series, "2026-11").error().code, "no_such_group");
    series = monthly_report();
    const auto none = [](const Agency&) -> const Calendar* { return nullptr; };
    const auto found =
        duties(series, *period_named(series, "2026-11"), directory(), nullptr, none, Zone{});
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, "no_calendar");
}

}  // namespace
}  // namespace dunghan::series
