#include <gtest/gtest.h>

#include "tests/support/sample_calendar.h"

namespace dunghan {
namespace {

using testing::day_of;
using testing::khanh_hoa;
using testing::resolved;
using testing::vn_2026;

const Zone zone;

Instant at(const std::string& text) {
    return parse_instant(text, zone).value();
}

TEST(WorkingDays, GiveTheDueDatesOfTheCivilServicesYear2026) {
    struct Case {
        std::string from;
        int days;
        std::string to;
    };

    const Calendar calendar = resolved({vn_2026()});
    for (const auto& [from, days, to] : std::vector<Case>{
             {"2026-01-09", 1, "2026-01-10"},
             {"2026-02-10", 5, "2026-02-24"},
             {"2026-02-14", 2, "2026-02-24"},
             {"2026-02-10", 15, "2026-03-10"},
             {"2026-04-24", 2, "2026-04-29"},
             {"2026-08-20", 3, "2026-08-24"},
             {"2026-08-28", 1, "2026-09-03"},
             {"2026-11-14", 2, "2026-11-17"},
             {"2026-11-20", 3, "2026-11-26"}}) {
        const WorkingDate due = calendar.add_working_days(day_of(from), days);
        EXPECT_EQ(to_iso(due.date), to) << from << " + " << days;
        EXPECT_FALSE(due.provisional) << from;
        EXPECT_EQ(calendar.count_working_days(day_of(from), due.date).amount, days) << from;
    }
}

TEST(WorkingDays, OfEachMonthOf2026) {
    const Calendar calendar = resolved({vn_2026()});
    std::vector<std::int64_t> counts;
    Date before = day_of("2025-12-31");
    for (unsigned month = 1; month <= 12; ++month) {
        const Date last{std::chrono::year{2026} / month / std::chrono::last};
        counts.push_back(calendar.count_working_days(before, last).amount);
        before = last;
    }
    const std::vector<std::int64_t> expected{21, 15, 22, 20, 20, 22, 23, 21, 20, 22, 20, 23};
    EXPECT_EQ(counts, expected);
}

TEST(WorkingDays, AfterEachReportCutOffOf2026) {
    const Calendar calendar = resolved({vn_2026()});
    std::string due;
    for (unsigned month = 1; month <= 12; ++month) {
        const Date cut_off = std::chrono::year{2026} / month / 14;
        due += to_iso(calendar.add_working_days(cut_off, 2).date).substr(5) + " ";
    }
    EXPECT_EQ(due, "01-16 02-24 03-17 04-16 05-18 06-16 07-16 08-18 09-16 10-16 11-17 12-16 ");
}

TEST(WorkingDays, BackwardsSkipTheSameDays) {
    const Calendar calendar = resolved({vn_2026()});
    EXPECT_EQ(to_iso(calendar.add_working_days(day_of("2026-11-26"), -3).date), "2026-11-20");
    EXPECT_EQ(to_iso(calendar.add_working_days(day_of("2026-01-12"), -1).date), "2026-01-10");
    EXPECT_EQ(to_iso(calendar.add_working_days(day_of("2026-02-22"), -1).date), "2026-02-13");
}

TEST(WorkingDays, BeyondTheKnownYearsAreProvisional) {
    const Calendar calendar = resolved({vn_2026()});
    // 1 January 2027 is a Friday: without its notice it counts, and the answer says so.
    const WorkingDate due = calendar.add_working_days(day_of("2026-12-31"), 1);
    EXPECT_EQ(to_iso(due.date), "2027-01-01");
    EXPECT_TRUE(due.provisional);
    EXPECT_TRUE(calendar.count_working_days(day_of("2026-12-30"), day_of("2027-01-04")).provisional
    );
    EXPECT_FALSE(calendar.count_working_days(day_of("2026-12-30"), day_of("2026-12-31")).provisional
    );
    EXPECT_TRUE(calendar.add_working_days(day_of("2026-01-05"), -3).provisional);
    // The first day is not counted: it may be of any year.
    EXPECT_FALSE(calendar.add_working_days(day_of("2025-12-31"), 1).provisional);
    EXPECT_TRUE(calendar.day(day_of("2025-12-31")).provisional);
}

TEST(WorkingDays, OfAYearWithoutItsNoticeAreProvisional) {
    CalendarPublished vn = vn_2026();
    vn.years.front().provisional = true;
    const Calendar calendar = resolved({vn});
    EXPECT_TRUE(calendar.add_working_days(day_of("2026-11-20"), 3).provisional);
    EXPECT_EQ(calendar.last_known_year(), 0);
}

TEST(WorkingHours, RunInsideTheHoursOfWorkedDays) {
    const Calendar calendar = resolved({vn_2026(), khanh_hoa()});
    const std::int64_t hour = 60 * ms_per_minute;
    const auto after = [&](const std::string& from, std::int64_t hours) {
        return calendar.add_working_ms(at(from), hours * hour, zone).at;
    };
    EXPECT_EQ(after("2026-08-20T16:00", 1), at("2026-08-20T17:00"));
    EXPECT_EQ(after("2026-08-21T16:00", 8), at("2026-08-22T16:30"));  // a worked Saturday
    EXPECT_EQ(after("2026-08-22T20:00", 1), at("2026-08-24T08:30"));
    EXPECT_EQ(after("2026-08-20T11:00", 1), at("2026-08-20T14:00"));
    EXPECT_EQ(after("2026-08-20T07:30", 4), at("2026-08-20T11:30"));
    EXPECT_EQ(after("2026-08-20T14:00", -1), at("2026-08-20T11:00"));
    EXPECT_EQ(after("2026-08-20T13:30", -4), at("2026-08-20T07:30"));
    EXPECT_EQ(
        calendar.count_working_ms(at("2026-08-21T16:00"), at("2026-08-24T08:00"), zone).amount,
        9 * hour
    );
}

TEST(Layers, TheNearestOneThatNamesADayWins) {
    const Calendar nation = resolved({vn_2026()});
    const Calendar province = resolved({vn_2026(), khanh_hoa()});
    EXPECT_EQ(nation.label(), "vn/1");
    EXPECT_EQ(province.label(), "vn/1+khanh-hoa/2");
    EXPECT_FALSE(nation.works(day_of("2026-11-24")));
    EXPECT_EQ(
        province.day(day_of("2026-11-24")),
        (Day{true, DayIs::worked, "Trực", "CV 1/UBND", "khanh-hoa/2", false})
    );
    EXPECT_EQ(province.day(day_of("2026-02-16")).layer, "vn/1");
    EXPECT_EQ(to_iso(province.add_working_days(day_of("2026-11-20"), 3).date), "2026-11-25");
    EXPECT_EQ(nation.hours().front().from_minute, 480);
    EXPECT_EQ(province.hours().front().from_minute, 450);
    EXPECT_EQ(province.weekdays(), 0b0011111);
}

TEST(Layers, ADaySaysWhatItIs) {
    const Calendar calendar = resolved({vn_2026()});
    EXPECT_EQ(calendar.day(day_of("2026-01-05")), (Day{true, DayIs::weekday, "", "", "", false}));
    EXPECT_EQ(calendar.day(day_of("2026-01-04")), (Day{false, DayIs::rest_day, "", "", "", false}));
    EXPECT_EQ(
        calendar.day(day_of("2026-08-31")),
        (Day{false, DayIs::day_off, "Hoán đổi", "TB 9441/TB-BNV", "vn/1", false})
    );
}

std::string problem(const std::vector<CalendarPublished>& layers) {
    const auto calendar = Calendar::resolve(layers);
    return calendar ? "" : calendar.error().detail;
}

TEST(Layers, AreRefusedWhenTheyCannotBeCountedIn) {
    EXPECT_NE(problem({}).find("one layer at least"), std::string::npos);
    EXPECT_NE(problem({khanh_hoa()}).find("it names 'vn'"), std::string::npos);
    EXPECT_NE(problem({vn_2026(), vn_2026()}).find("stand below 'vn'"), std::string::npos);
    const auto with = [](auto change) {
        CalendarPublished vn = vn_2026();
        change(vn);
        return problem({vn});
    };
    EXPECT_EQ(with([](auto&) {}), "");
    EXPECT_NE(with([](auto& c) { c.weekdays = 0; }).find("weekdays"), std::string::npos);
    EXPECT_NE(with([](auto& c) { c.hours.clear(); }).find("hours"), std::string::npos);
    EXPECT_NE(with([](auto& c) { c.hours[1].from_minute = 700; }).find("hours"), std::string::npos);
    EXPECT_NE(
        with([](auto& c) { c.hours[1].until_minute = 1441; }).find("hours"), std::string::npos
    );
    EXPECT_NE(with([](auto& c) { c.days[1].date = "2026-01-01"; }).find("once"), std::string::npos);
    EXPECT_NE(
        with([](auto& c) { c.days[1].date = "2026-02-30"; }).find("02-30"), std::string::npos
    );
    EXPECT_NE(with([](auto& c) { c.days[1].notice = ""; }).find("notice"), std::string::npos);
    EXPECT_NE(with([](auto& c) { c.years[0].notice = ""; }).find("notice"), std::string::npos);
    EXPECT_NE(with([](auto& c) { c.version = 0; }).find("version"), std::string::npos);
    EXPECT_NE(with([](auto& c) { c.above = "vn"; }).find("above"), std::string::npos);
}

}  // namespace
}  // namespace dunghan
