#include "adapters/config/calendar_file.h"

#include <algorithm>
#include <limits>

#include "adapters/config/holiday_rules.h"
#include "adapters/config/working_week.h"

namespace dunghan {
namespace {

using yaml::Map;
using yaml::Value;

constexpr std::int32_t year_min = 1900;  // what the lunar calendar is computed for
constexpr std::int32_t year_max = 2199;
constexpr std::int32_t adjacent_max = 10;

class CalendarReader {
 public:
    CalendarReader(std::string_view text, std::string_view name) : file_(text, name) {}

    Result<CalendarPublished> read() {
        Map root = file_.root();
        (void)root.get("kind").choice({"calendar"});
        calendar_.id = root.get("id").identifier();
        const auto version = root.get("version").integer(1, std::numeric_limits<int>::max());
        calendar_.version = static_cast<std::uint32_t>(version);
        calendar_.name = root.get("name").text();
        read_week(root);
        if (const auto years = root.find("years")) {
            read_years(*years);
        }
        if (const auto days = root.find("days")) {
            read_days(*days);
        }
        if (const auto rules = root.find("holidays")) {
            read_rules(*rules);
        }
        root.done();
        if (!file_.failed()) {
            expand(rules_, calendar_.weekdays, days_);
        }
        for (auto& [date, day] : days_) {
            calendar_.days.push_back(std::move(day));
        }
        return file_.result(std::move(calendar_));
    }

 private:
    // The widest layer has a week of its own; below, what is left out is as above.
    void read_week(Map& root) {
        const auto above = root.find("above");
        if (above) {
            calendar_.above = above->identifier();
            if (calendar_.above == calendar_.id) {
                above->refuse("another calendar than this one");
            }
        }
        const auto weekdays = above ? root.find("weekdays") : root.get("weekdays");
        if (weekdays) {
            calendar_.weekdays = yaml::weekdays_in(*weekdays);
        }
        const auto hours = above ? root.find("hours") : root.get("hours");
        if (hours) {
            read_hours(*hours);
        }
    }

    void read_hours(const Value& hours) {
        for (const Value& period : hours.list()) {
            Map map(period);
            const Value from = map.get("from");
            const Value until = map.get("until");
            map.done();
            const WorkPeriod read{yaml::minute_in(from), yaml::minute_in(until)};
            if (read.until_minute <= read.from_minute) {
                until.refuse("later than from");
            }
            if (!calendar_.hours.empty() &&
                read.from_minute < calendar_.hours.back().until_minute) {
                from.refuse("no earlier than the end of the period before");
            }
            calendar_.hours.push_back(read);
        }
        if (calendar_.hours.empty()) {
            hours.refuse("a list of one period at least");
        }
    }

    void read_years(const Value& years) {
        for (const Value& each : years.list()) {
            Map map(each);
            const Value at = map.get("year");
            CalendarYear year{at.integer(year_min, year_max), map.get("notice").text()};
            if (const auto provisional = map.find("provisional")) {
                year.provisional = provisional->flag();
            }
            map.done();
            if (!calendar_.years.empty() && year.year <= calendar_.years.back().year) {
                at.refuse("later than the year before it");
            }
            calendar_.years.push_back(std::move(year));
        }
        if (calendar_.years.empty()) {
            years.refuse("a list of one year at least");
        }
    }

    [[nodiscard]] bool lists(std::int32_t year) const {
        return std::ranges::binary_search(calendar_.years, year, {}, &CalendarYear::year);
    }

    void read_days(const Value& days) {
        for (const Value& each : days.list()) {
            Map map(each);
            const Value at = map.get("date");
            const Value kind = map.get("kind");
            constexpr DayKind kinds[]{DayKind::holiday, DayKind::day_off, DayKind::worked};
            CalendarDay day;
            day.date = at.text();
            day.kind = kinds[kind.choice({"holiday", "day_off", "worked"})];
            day.name = map.get("name").text();
            day.notice = map.get("notice").text();
            map.done();
            if (!file_.failed()) {
                add_day(at, kind, std::move(day));
            }
        }
    }

    void add_day(const Value& at, const Value& kind, CalendarDay day) {
        const auto date = parse_date(day.date);
        if (!date || int{date->year()} < year_min || int{date->year()} > year_max) {
            return at.refuse("a date like 2026-02-16");
        }
        if (calendar_.above.empty() && !lists(int{date->year()})) {
            return at.refuse("a day of a year that is listed under `years`");
        }
        const bool weekday_of_ours = (calendar_.weekdays >> weekday(*date) & 1) != 0;
        if (calendar_.weekdays != 0 && day.kind == DayKind::day_off && !weekday_of_ours) {
            return kind.refuse("said of a day of `weekdays`: " + day.date + " is a rest day");
        }
        if (!days_.emplace(*date, std::move(day)).second) {
            at.refuse("a day that is not in the list yet");
        }
    }

    void read_rules(const Value& rules) {
        for (const Value& each : rules.list()) {
            read_rule(Map(each));
        }
        if (!rules_.empty() && calendar_.years.empty()) {
            rules.refuse("left out where `years` lists none to expand them for");
        }
    }

    void read_rule(Map map) {
        HolidayRule rule;
        rule.name = map.get("name").text();
        rule.notice = map.get("notice").text();
        const auto lunar = map.find("lunar");
        rule.lunar = lunar.has_value();
        if (lunar && map.find("date")) {
            lunar->refuse("left out where `date` is");
        }
        rule.at = lunar ? *lunar : map.get("date");
        read_month_and_day(rule);
        if (const auto adjacent = map.find("adjacent")) {
            read_adjacent(rule, *adjacent);
        }
        if (const auto make_up = map.find("make_up")) {
            rule.make_up = make_up->text();
            if (calendar_.weekdays == 0) {
                make_up->refuse("left out where `weekdays` is: rest days are those of this file");
            }
        }
        read_rule_years(rule, map);
        map.done();
        rules_.push_back(std::move(rule));
    }

    // "09-02".
    static void read_month_and_day(HolidayRule& rule) {
        const std::string text = rule.at.text();
        const auto digit = [&](std::size_t at) {
            return at < text.size() && text[at] >= '0' && text[at] <= '9' ? text[at] - '0' : 99;
        };
        rule.month = digit(0) * 10 + digit(1);
        rule.day = digit(3) * 10 + digit(4);
        const bool written = text.size() == 5 && text[2] == '-';
        // 2001 has no 29 February: a day of every year.
        const bool exists =
            rule.lunar ? rule.month >= 1 && rule.month <= 12 && rule.day >= 1 && rule.day <= 30
                       : parse_date("2001-" + text).has_value();
        if (!written || !exists) {
            rule.at.refuse("month and day of every year as \"09-02\"");
        }
    }

    static void read_adjacent(HolidayRule& rule, const Value& adjacent) {
        for (const Value& each : adjacent.list()) {
            const int offset = each.integer(-adjacent_max, adjacent_max);
            if (offset == 0 || std::ranges::count(rule.adjacent, offset) > 0) {
                each.refuse("another day than the holiday, each once (-1: the day before)");
            }
            rule.adjacent.push_back(offset);
        }
    }

    // Left out: all that the file lists.
    void read_rule_years(HolidayRule& rule, Map& map) {
        const auto years = map.find("years");
        if (!years) {
            for (const CalendarYear& year : calendar_.years) {
                rule.years.push_back(year.year);
            }
            return;
        }
        for (const Value& each : years->list()) {
            const std::int32_t year = each.integer(year_min, year_max);
            if (!lists(year)) {
                each.refuse("a year that is listed under `years`");
            }
            rule.years.push_back(year);
        }
    }

    yaml::File file_;
    CalendarPublished calendar_;
    std::vector<HolidayRule> rules_;
    DaysByDate days_;
};

}  // namespace

Result<CalendarPublished> read_calendar(std::string_view yaml, std::string_view file) {
    return CalendarReader(yaml, file).read();
}

}  // namespace dunghan
