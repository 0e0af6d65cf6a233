#include "adapters/config/holiday_rules.h"

#include "adapters/config/lunar.h"

namespace dunghan {
namespace {

// Of the last months of a lunar year a solar year may hold a day twice, or not at all.
std::vector<Date> lunar_days(const HolidayRule& rule, std::int32_t year) {
    std::vector<Date> days;
    for (const int of : {year - 1, year}) {
        const auto date = solar_of({of, rule.month, rule.day, false});
        if (date && int{date->year()} == year) {
            days.push_back(*date);
        }
    }
    return days;
}

std::vector<Date> days_of(const HolidayRule& rule, std::int32_t year) {
    const Date day{
        std::chrono::year{year},
        std::chrono::month{static_cast<unsigned>(rule.month)},
        std::chrono::day{static_cast<unsigned>(rule.day)}};
    std::vector<Date> days = rule.lunar ? lunar_days(rule, year) : std::vector{day};
    if (days.empty()) {
        rule.at.refuse("a day of each of its years (" + std::to_string(year) + " has none)");
    }
    for (std::size_t i = 0, named = days.size(); i < named; ++i) {
        for (const int offset : rule.adjacent) {
            days.push_back(next_day(days[i], offset));
        }
    }
    return days;
}

class Expansion {
 public:
    Expansion(std::uint8_t weekdays, DaysByDate& days) : weekdays_(weekdays), days_(days) {}

    void add(const HolidayRule& rule) {
        for (const std::int32_t year : rule.years) {
            for (const Date& date : days_of(rule, year)) {
                add(rule, date);
            }
        }
    }

    // In the order of the dates: of two days in lieu the earlier holiday has the earlier one.
    void make_up() {
        for (const auto& [date, rule] : by_rule_) {
            if (rule->make_up.empty() || works(date)) {
                continue;
            }
            Date instead = next_day(date);
            while (!works(instead) || days_.contains(instead)) {
                instead = next_day(instead);
            }
            days_[instead] = {
                to_iso(instead), DayKind::holiday, rule->name + ", nghỉ bù", rule->make_up};
        }
    }

 private:
    void add(const HolidayRule& rule, Date date) {
        if (const auto other = by_rule_.find(date); other != by_rule_.end()) {
            rule.at.refuse(
                "a day that is no other holiday yet (" + to_iso(date) + " is " +
                other->second->name + "; say under `days` what that day is)"
            );
        }
        const CalendarDay day{to_iso(date), DayKind::holiday, rule.name, rule.notice};
        if (days_.try_emplace(date, day).second) {
            by_rule_[date] = &rule;
        }
    }

    [[nodiscard]] bool works(Date date) const { return (weekdays_ >> weekday(date) & 1) != 0; }

    std::uint8_t weekdays_;
    DaysByDate& days_;
    std::map<Date, const HolidayRule*> by_rule_;
};

}  // namespace

void expand(const std::vector<HolidayRule>& rules, std::uint8_t weekdays, DaysByDate& days) {
    Expansion expansion(weekdays, days);
    for (const HolidayRule& rule : rules) {
        expansion.add(rule);
    }
    expansion.make_up();
}

}  // namespace dunghan
