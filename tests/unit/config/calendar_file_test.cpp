#include "adapters/config/calendar_file.h"

#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include "engine/calendar/working_time.h"

#include "tests/unit/config/broken_file.h"

namespace dunghan {
namespace {

std::string shipped(const std::string& name) {
    std::ostringstream text;
    text << std::ifstream(DUNGHAN_SOURCE_DIR "/config/calendars/" + name).rdbuf();
    return text.str();
}

CalendarPublished read_shipped(const std::string& name) {
    const auto calendar = read_calendar(shipped(name), name);
    EXPECT_TRUE(calendar) << calendar.error().detail;
    return *calendar;
}

Date day(const std::string& text) {
    return parse_date(text).value();
}

// Weekdays nobody works and rest days that are worked, as a person would list them.
std::string exceptions(int year) {
    const CalendarPublished vn = read_shipped("vn.yaml");
    const Calendar calendar = Calendar::resolve({vn}).value();
    std::string text;
    for (Date date{std::chrono::year{year} / 1 / 1}; int{date.year()} == year;
         date = next_day(date)) {
        const bool worked = calendar.works(date);
        if (worked != (weekday(date) < 5)) {
            text += (worked ? "+" : "") + to_iso(date).substr(5) + " ";
        }
    }
    return text;
}

TEST(ShippedCalendar, HasTheDaysOffOfEachYear) {
    EXPECT_EQ(
        exceptions(2021), "01-01 02-10 02-11 02-12 02-15 02-16 04-21 04-30 05-03 09-02 09-03 "
    );
    EXPECT_EQ(
        exceptions(2022), "01-03 01-31 02-01 02-02 02-03 02-04 04-11 05-02 05-03 09-01 09-02 "
    );
    EXPECT_EQ(
        exceptions(2023), "01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04 "
    );
    EXPECT_EQ(
        exceptions(2024),
        "01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 +05-04 09-02 09-03 "
    );
    EXPECT_EQ(
        exceptions(2025),
        "01-01 01-27 01-28 01-29 01-30 01-31 04-07 +04-26 04-30 05-01 05-02 09-01 09-02 "
    );
    EXPECT_EQ(
        exceptions(2026),
        "01-01 01-02 +01-10 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 +08-22 08-31 09-01 "
        "09-02 11-24 "
    );
}

TEST(ShippedCalendar, GivesTheWorkingDaysOf2026) {
    const Calendar vn = Calendar::resolve({read_shipped("vn.yaml")}).value();
    std::vector<std::int64_t> counts;
    std::string reports;
    for (unsigned month = 1; month <= 12; ++month) {
        const Date first = std::chrono::year{2026} / month / 1;
        const Date last{std::chrono::year{2026} / month / std::chrono::last};
        counts.push_back(vn.count_working_days(next_day(first, -1), last).amount);
        const WorkingDate due = vn.add_working_days(std::chrono::year{2026} / month / 14, 2);
        EXPECT_FALSE(due.provisional);
        reports += to_iso(due.date).substr(5) + " ";
    }
    EXPECT_EQ(counts, (std::vector<std::int64_t>{21, 15, 22, 20, 20, 22, 23, 21, 20, 22, 20, 23}));
    EXPECT_EQ(reports, "01-16 02-24 03-17 04-16 05-18 06-16 07-16 08-18 09-16 10-16 11-17 12-16 ");
    for (const auto& [from, days, to] : std::vector<std::tuple<std::string, int, std::string>>{
             {"2026-01-09", 1, "2026-01-10"},
             {"2026-02-10", 5, "2026-02-24"},
             {"2026-02-14", 2, "2026-02-24"},
             {"2026-02-10", 15, "2026-03-10"},
             {"2026-04-24", 2, "2026-04-29"},
             {"2026-08-20", 3, "2026-08-24"},
             {"2026-08-28", 1, "2026-09-03"},
             {"2026-11-14", 2, "2026-11-17"},
             {"2026-11-20", 3, "2026-11-26"}}) {
        EXPECT_EQ(to_iso(vn.add_working_days(day(from), days).date), to) << from;
    }
}

TEST(ShippedCalendar, SaysWhichNoticeMadeADay) {
    const Calendar vn = Calendar::resolve({read_shipped("vn.yaml")}).value();
    const auto says = [&](const std::string& date) {
        const Day found = vn.day(day(date));
        return std::string(to_text(found.kind)) + ": " + found.name + " (" + found.notice + ")";
    };
    EXPECT_EQ(says("2026-08-22"), "worked: Làm bù 31/8 (TB 9441/TB-BNV)");
    EXPECT_EQ(says("2026-02-20"), "holiday: Tết Nguyên đán (TB 9441/TB-BNV)");
    EXPECT_EQ(
        says("2026-04-27"), "holiday: Giỗ Tổ Hùng Vương, nghỉ bù (BLLĐ 2019, điều 111 khoản 3)"
    );
    EXPECT_EQ(says("2026-11-24"), "holiday: Ngày Văn hóa Việt Nam (NQ 28/2026/QH16)");
    EXPECT_EQ(vn.last_known_year(), 2026);
    EXPECT_TRUE(vn.day(day("2024-05-04")).provisional);
    EXPECT_FALSE(vn.day(day("2025-05-02")).provisional);
}

TEST(ShippedCalendar, OfTheProvinceHasItsOwnHoursOnly) {
    const Calendar province =
        Calendar::resolve({read_shipped("vn.yaml"), read_shipped("khanh-hoa.yaml")}).value();
    EXPECT_EQ(province.label(), "vn/1+khanh-hoa/1");
    EXPECT_EQ(province.hours(), (std::vector<WorkPeriod>{{450, 690}, {810, 1020}}));
    EXPECT_FALSE(province.works(day("2026-11-24")));
}

// A rule on its own, in one year.
std::string expanded(const std::string& rule, const std::string& days = "[]") {
    const std::string yaml =
        "kind: calendar\nid: x\nversion: 1\nname: x\nweekdays: [mon, tue, wed, thu, fri]\n"
        "hours: [{from: \"08:00\", until: \"17:00\"}]\nyears: [{year: 2026, notice: TB}]\n"
        "days: " +
        days + "\nholidays: [" + rule + "]\n";
    const auto calendar = read_calendar(yaml, "x.yaml");
    if (!calendar) {
        return calendar.error().detail;
    }
    EXPECT_TRUE(check_calendar(*calendar));
    std::string text;
    for (const CalendarDay& each : calendar->days) {
        text += each.date.substr(5) + " " + each.name + "; ";
    }
    return text;
}

TEST(HolidayRules, MakeUpOnlyWhereTheRuleSaysSo) {
    // 29 November 2026 is a Sunday.
    EXPECT_EQ(expanded("{name: A, notice: TB, date: 11-29}"), "11-29 A; ");
    EXPECT_EQ(
        expanded("{name: A, notice: TB, date: 11-29, make_up: L}"), "11-29 A; 11-30 A, nghỉ bù; "
    );
    EXPECT_EQ(expanded("{name: A, notice: TB, date: 11-30, make_up: L}"), "11-30 A; ");
}

TEST(HolidayRules, MakeUpWithADayThatIsNotOffYet) {
    const std::string friday_off = "[{date: 2026-11-30, kind: day_off, name: S, notice: TB}]";
    EXPECT_EQ(
        expanded(
            "{name: A, notice: TB, date: 11-28, adjacent: [1], make_up: L},"
            "{name: B, notice: TB, date: 12-01}",
            friday_off
        ),
        "11-28 A; 11-29 A; 11-30 S; 12-01 B; 12-02 A, nghỉ bù; 12-03 A, nghỉ bù; "
    );
}

TEST(HolidayRules, YieldToADayThatIsNamed) {
    EXPECT_EQ(
        expanded(
            "{name: A, notice: TB, date: 11-29, make_up: L}",
            "[{date: 2026-11-29, kind: worked, name: W, notice: TB}]"
        ),
        "11-29 W; "
    );
}

TEST(HolidayRules, KnowLunarDaysOfTheYearBefore) {
    // 23 Chạp of the year Ất Tỵ, and that of Bính Ngọ is in 2027.
    EXPECT_EQ(expanded("{name: Táo, notice: TB, lunar: 12-23}"), "02-10 Táo; ");
}

TEST(HolidayRules, AreRefusedWhereTheirDayIsNoneOrAnothers) {
    EXPECT_EQ(
        expanded("{name: A, notice: TB, lunar: 02-30}"),
        "x.yaml:9:41: Expected holidays[0].lunar to be a day of each of its years (2026 has none), "
        "but got '02-30'"
    );
    EXPECT_EQ(
        expanded("{name: A, notice: TB, date: 11-30}, {name: B, notice: TB, date: 11-30}"),
        "x.yaml:9:76: Expected holidays[1].date to be a day that is no other holiday yet "
        "(2026-11-30 is A; say under `days` what that day is), but got '11-30'"
    );
}

struct BrokenLine {
    const char* key;
    const char* line;
    const char* message;
};

class BrokenCalendar : public testing::TestWithParam<BrokenLine> {};

// A good file with one line exchanged.
TEST_P(BrokenCalendar, IsRefusedWithItsPlace) {
    std::string text =
        "\n"
        "kind: calendar\n"
        "id: x\n"
        "version: 1\n"
        "name: X\n"
        "weekdays: [mon, fri]\n"
        "hours: [{from: \"08:00\", until: \"12:00\"}]\n"
        "years: [{year: 2026, notice: TB}]\n"
        "days: [{date: 2026-01-05, kind: day_off, name: N, notice: TB}]\n"
        "holidays: [{name: H, notice: TB, date: 01-01}]\n";
    ASSERT_TRUE(read_calendar(text, "x.yaml"));
    const std::size_t at = text.find("\n" + std::string(GetParam().key) + ":") + 1;
    text.replace(at, text.find('\n', at) - at, GetParam().line);
    tests::expect_complaint({text.c_str(), GetParam().message}, read_calendar);
}

INSTANTIATE_TEST_SUITE_P(
    Files,
    BrokenCalendar,
    testing::Values(
        BrokenLine{
            "kind", "kind: policy", ":2:7: Expected kind to be one of calendar, but got 'policy'"},
        BrokenLine{
            "version",
            "version: 0",
            ":4:10: Expected version to be a whole number from 1 to "
            "2147483647, but got '0'"},
        BrokenLine{
            "name",
            "name: ''",
            ":5:7: Expected name to be a text that is not empty, but "
            "got ''"},
        BrokenLine{
            "weekdays",
            "weekdays: [mon, mon]",
            ":6:17: Expected weekdays[1] to be a day that is not in the list yet, but got 'mon'"},
        BrokenLine{"weekdays", "", ":2:1: Expected weekdays, but it is not there"},
        BrokenLine{
            "weekdays",
            "above: x",
            ":6:8: Expected above to be another calendar than this one, but got 'x'"},
        BrokenLine{
            "hours",
            "hours: [{from: \"08:00\", until: \"08:00\"}]",
            ":7:32: Expected hours[0].until to be later than from, but got '08:00'"},
        BrokenLine{
            "hours",
            "hours: [{from: \"08:00\", until: \"12:00\"}, {from: \"11:00\", until: \"13:00\"}]",
            ":7:49: Expected hours[1].from to be no earlier than the end of the period before, but "
            "got '11:00'"},
        BrokenLine{
            "hours",
            "hours: []",
            ":7:8: Expected hours to be a list of one period at least, but got a list"},
        BrokenLine{
            "years",
            "years: [{year: 2026, notice: TB}, {year: 2026, notice: TB}]",
            ":8:42: Expected years[1].year to be later than the year before it, but got '2026'"},
        BrokenLine{
            "years",
            "years: [{year: 2026}]",
            ":8:9: Expected years[0].notice, but it is not there"},
        BrokenLine{
            "years",
            "years: [{year: 2200, notice: TB}]",
            ":8:16: Expected years[0].year to be a whole number from 1900 to 2199, but got '2200'"},
        BrokenLine{
            "days",
            "days: [{date: 2026-02-30, kind: holiday, name: N, notice: TB}]",
            ":9:15: Expected days[0].date to be a date like 2026-02-16, but got '2026-02-30'"},
        BrokenLine{
            "days",
            "days: [{date: 2027-01-05, kind: holiday, name: N, notice: TB}]",
            ":9:15: Expected days[0].date to be a day of a year that is listed under `years`, but "
            "got '2027-01-05'"},
        BrokenLine{
            "days",
            "days: [{date: 2026-01-04, kind: day_off, name: N, notice: TB}]",
            ":9:33: Expected days[0].kind to be said of a day of `weekdays`: 2026-01-04 is a rest "
            "day, but got 'day_off'"},
        BrokenLine{
            "days",
            "days: [{date: 2026-01-05, kind: off, name: N, notice: TB}]",
            ":9:33: Expected days[0].kind to be one of holiday, day_off, worked, but got 'off'"},
        BrokenLine{
            "holidays",
            "holidays: [{name: H, notice: TB, date: 02-29}]",
            ":10:40: Expected holidays[0].date to be month and day of every year as \"09-02\", but "
            "got '02-29'"},
        BrokenLine{
            "holidays",
            "holidays: [{name: H, notice: TB, date: 01-01, lunar: 01-01}]",
            ":10:54: Expected holidays[0].lunar to be left out where `date` is, but got '01-01'"},
        BrokenLine{
            "holidays",
            "holidays: [{name: H, notice: TB, date: 01-01, years: [2025]}]",
            ":10:55: Expected holidays[0].years[0] to be a year that is listed under `years`, but "
            "got '2025'"},
        BrokenLine{
            "holidays",
            "holidays: [{name: H, notice: TB, date: 01-01, adjacent: [0]}]",
            ":10:58: Expected holidays[0].adjacent[0] to be another day than the holiday, each "
            "once "
            "(-1: the day before), but got '0'"},
        BrokenLine{
            "holidays",
            "holiday: []",
            ":10:1: Expected one of kind, id, version, name, above, weekdays, hours, years, days, "
            "holidays, but got holiday"}
    )
);

}  // namespace
}  // namespace dunghan
