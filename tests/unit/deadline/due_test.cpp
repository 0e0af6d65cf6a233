#include <gtest/gtest.h>

#include "engine/deadline/explain.h"

#include "tests/support/sample_calendar.h"

namespace dunghan {
namespace {

using testing::khanh_hoa;
using testing::resolved;
using testing::vn_2026;

const Zone zone;

Instant at(const std::string& text) {
    return parse_instant(text, zone).value();
}

TermRule rule(std::int32_t amount, BudgetUnit unit, Roll roll = Roll::next_working_day) {
    return {"t", "", {amount, unit}, roll, "", ""};
}

struct Case {
    std::string name;
    TermRule rule;
    std::string anchor;
    std::vector<std::pair<std::string, std::string>> paused;
    std::string due_before;
};

TermRule printed(const std::string& text, Roll roll) {
    TermRule term = rule(0, BudgetUnit::days, roll);
    term.printed = text;
    return term;
}

std::vector<Pause> pauses_of(const Case& each) {
    std::vector<Pause> pauses;
    for (const auto& [from, until] : each.paused) {
        pauses.push_back({at(from), at(until)});
    }
    return pauses;
}

const std::vector<Case> cases{
    {"the first day is not counted",
     rule(1, BudgetUnit::days),
     "2026-08-19T09:00",
     {},
     "2026-08-21"},
    {"a term of days ending on Sunday ends with Monday",
     rule(3, BudgetUnit::days),
     "2026-06-11",
     {},
     "2026-06-16"},
    {"and stays there where nothing rolls",
     rule(3, BudgetUnit::days, Roll::none),
     "2026-06-11",
     {},
     "2026-06-15"},
    {"rolling passes holidays and stops at a worked day",
     rule(5, BudgetUnit::days),
     "2026-02-10",
     {},
     "2026-02-24"},
    {"a worked Saturday is a day to end on",
     rule(2, BudgetUnit::days),
     "2026-08-20",
     {},
     "2026-08-23"},
    {"weeks end on the same weekday", rule(2, BudgetUnit::weeks), "2026-06-04", {}, "2026-06-19"},
    {"months end on the same day", rule(3, BudgetUnit::months), "2026-03-05", {}, "2026-06-06"},
    {"or on the last of the month",
     rule(1, BudgetUnit::months, Roll::none),
     "2026-01-31",
     {},
     "2026-03-01"},
    {"and then roll", rule(1, BudgetUnit::months), "2026-01-31", {}, "2026-03-03"},
    {"working days skip the new holiday",
     rule(3, BudgetUnit::working_days),
     "2026-11-20T16:59",
     {},
     "2026-11-27"},
    {"a pause of two working days shifts working days by two",
     rule(3, BudgetUnit::working_days),
     "2026-11-20",
     {{"2026-11-23T10:00", "2026-11-26T08:00"}},  // 23 and 25; the 24th nobody works
     "2026-12-01"},
    {"a pause over a weekend shifts calendar days by all of it",
     rule(5, BudgetUnit::days, Roll::none),
     "2026-06-03",
     {{"2026-06-05", "2026-06-08"}},
     "2026-06-12"},
    {"a pause of part of a day takes no day",
     rule(1, BudgetUnit::working_days),
     "2026-06-02",
     {{"2026-06-03T08:00", "2026-06-03T16:00"}},
     "2026-06-04"},
    {"overlapping pauses count once",
     rule(2, BudgetUnit::working_days),
     "2026-06-01",
     {{"2026-06-02", "2026-06-04"}, {"2026-06-03", "2026-06-05"}},
     "2026-06-09"},
    {"a pause after the end changes nothing",
     rule(1, BudgetUnit::working_days),
     "2026-06-01",
     {{"2026-06-03", "2026-06-20"}},
     "2026-06-03"},
    {"a term that rolls does not end on a paused day",
     rule(3, BudgetUnit::days),
     "2026-06-11",
     {{"2026-06-15T08:00", "2026-06-17T08:00"}},
     "2026-06-18"},
    {"hours begin at the anchor",
     rule(8, BudgetUnit::working_hours),
     "2026-08-21T16:00",
     {},
     "2026-08-22T16:30"},
    {"hours stand still in a pause",
     rule(8, BudgetUnit::working_hours),
     "2026-08-21T16:00",
     {{"2026-08-22T10:00", "2026-08-24T07:30"}},
     "2026-08-24T14:00"},
    {"a printed term is its date",
     printed("Tháng 5/2026", Roll::none),
     "2026-01-05",
     {},
     "2026-06-01"},
    {"and rolls where its rule says so",
     printed("Tháng 5/2026", Roll::next_working_day),
     "2026-01-05",
     {},
     "2026-06-02"},
    {"but no pause moves it",
     printed("20/10/2026", Roll::none),
     "2026-01-05",
     {{"2026-02-01", "2026-12-01"}},
     "2026-10-21"}};

TEST(Due, IsAsTheLawCounts) {
    CalendarPublished without_the_24th = khanh_hoa();
    without_the_24th.days.clear();
    const Calendar shipped = resolved({vn_2026(), without_the_24th});
    for (const Case& each : cases) {
        const auto due = compute_due(each.rule, at(each.anchor), pauses_of(each), shipped, zone);
        ASSERT_TRUE(due.has_value()) << each.name << ": " << due.error().detail;
        EXPECT_EQ(to_rfc3339(due->due_before), to_rfc3339(at(each.due_before))) << each.name;
        EXPECT_FALSE(due->provisional) << each.name;
    }
}

TEST(Due, RestingOnAnUnknownYearIsProvisional) {
    const Calendar calendar = resolved({vn_2026()});
    const auto provisional = [&](const TermRule& term, const std::string& anchor) {
        return compute_due(term, at(anchor), {}, calendar, zone).value().provisional;
    };
    EXPECT_TRUE(provisional(rule(5, BudgetUnit::working_days), "2026-12-28"));
    EXPECT_FALSE(provisional(rule(3, BudgetUnit::working_days), "2026-12-28"));
    EXPECT_TRUE(provisional(rule(12, BudgetUnit::months), "2026-12-28"));
    EXPECT_FALSE(provisional(rule(12, BudgetUnit::months, Roll::none), "2026-12-28"));
    EXPECT_TRUE(provisional(rule(40, BudgetUnit::working_hours), "2026-12-30"));
    // A Saturday at the year's end rolls into what nobody knows yet.
    const Calendar until_2022 = [] {
        CalendarPublished vn = vn_2026();
        vn.years = {{2022, "TB"}};
        return resolved({vn});
    }();
    const auto due = compute_due(
        printed("Năm 2022", Roll::next_working_day), at("2022-06-01"), {}, until_2022, zone
    );
    EXPECT_EQ(to_rfc3339(due->due_before), to_rfc3339(at("2023-01-03")));
    EXPECT_TRUE(due->provisional);
}

TEST(Due, RefusesWhatIsNoTerm) {
    const Calendar calendar = resolved({vn_2026()});
    const auto problem = [&](const TermRule& term) {
        const auto due = compute_due(term, at("2026-01-05"), {}, calendar, zone);
        const auto lines = explain_due(term, at("2026-01-05"), {}, calendar, zone);
        EXPECT_EQ(due.error().detail, lines.error().detail);
        return due.error().detail;
    };
    EXPECT_NE(problem(rule(0, BudgetUnit::days)).find("1 to 10000"), std::string::npos);
    EXPECT_NE(problem(rule(10'001, BudgetUnit::days)).find("got 10001"), std::string::npos);
    EXPECT_NE(problem(printed("Hàng năm", Roll::none)).find("'Hàng năm'"), std::string::npos);
    EXPECT_NE(problem(printed("sớm", Roll::none)).find("'sớm'"), std::string::npos);
    const auto far =
        compute_due(rule(10'000, BudgetUnit::months), at("9998-01-05"), {}, calendar, zone);
    EXPECT_NE(far.error().detail.find("year 9998"), std::string::npos);
    EXPECT_EQ(
        explain_due(rule(10'000, BudgetUnit::months), at("2026-01-05"), {}, calendar, zone)
            .error()
            .code,
        ErrorCode::limit_exceeded
    );
}

std::string shown(const std::vector<DayLine>& lines) {
    std::string text;
    for (const DayLine& line : lines) {
        text += to_iso(line.date).substr(5) + " " + std::string(to_text(line.why)) + " " +
                std::to_string(line.so_far) +
                (line.day.name.empty() ? "" : " " + line.day.name + " (" + line.day.notice + ")") +
                "\n";
    }
    return text;
}

TEST(Explanation, NamesEachDayAndWhatDecidesIt) {
    const Calendar calendar = resolved({vn_2026()});
    const auto lines = explain_due(
        rule(3, BudgetUnit::working_days),
        at("2026-11-20T10:00"),
        {{at("2026-11-25T08:00"), at("2026-11-26T08:00")}},
        calendar,
        zone
    );
    EXPECT_EQ(
        shown(*lines),
        "11-20 first_day 0\n"
        "11-21 not_worked 0\n"
        "11-22 not_worked 0\n"
        "11-23 counted 1\n"
        "11-24 not_worked 1 Ngày Văn hóa Việt Nam (NQ 28/2026/QH16)\n"
        "11-25 paused 1\n"
        "11-26 counted 2\n"
        "11-27 counted 3\n"
    );
}

TEST(Explanation, ShowsWhereATermRolls) {
    const Calendar calendar = resolved({vn_2026()});
    const auto days = explain_due(rule(1, BudgetUnit::weeks), at("2026-04-19"), {}, calendar, zone);
    EXPECT_EQ(
        shown({days->end() - 3, days->end()}),
        "04-26 counted 7 Giỗ Tổ Hùng Vương (BLLĐ 2019, điều 112)\n"
        "04-27 not_worked 7 Giỗ Tổ Hùng Vương, nghỉ bù (BLLĐ 2019, điều 112)\n"
        "04-28 rolled 7\n"
    );
    const auto date = explain_due(
        printed("31/10/2026", Roll::next_working_day), at("2026-04-19"), {}, calendar, zone
    );
    EXPECT_EQ(shown(*date), "10-31 printed 0\n11-01 not_worked 0\n11-02 rolled 0\n");
}

TEST(Explanation, OfHoursCountsMinutes) {
    const Calendar calendar = resolved({vn_2026()});
    const auto lines = explain_due(
        rule(9, BudgetUnit::working_hours),
        at("2026-06-04T17:30"),
        {{at("2026-06-05T16:00"), at("2026-06-09T08:00")}},
        calendar,
        zone
    );
    EXPECT_EQ(
        shown(*lines),
        "06-04 first_day 0\n"
        "06-05 counted 420\n"
        "06-06 not_worked 420\n"
        "06-07 not_worked 420\n"
        "06-08 paused 420\n"
        "06-09 counted 540\n"
    );
}

}  // namespace
}  // namespace dunghan
