#include "engine/series/recurrence.h"

#include <algorithm>
#include <optional>

namespace dunghan::series {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year;

template <class T>
bool has(const std::vector<T>& list, const T& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

Date first_of_month(Date day) {
    return day.year() / day.month() / 1;
}

Date last_of_month(Date day) {
    return day.year() / day.month() / std::chrono::last;
}

Date first_of_year(Date day) {
    return day.year() / 1 / 1;
}

// [first, after): the days that one step of the rule looks at.
struct Stretch {
    sys_days first;
    sys_days after;
};

class Walk {
 public:
    Walk(const Recurrence& rule, Date start) : rule_(rule), start_(start) {
        if (const auto until = parse_date(rule.until)) {
            until_ = *until;
        }
        if (!rule_.month_days.empty() || !rule_.weekdays.empty()) {
            return;
        }
        // What the rule leaves open is as it is on its first day.
        switch (rule_.frequency) {
            case Frequency::daily: break;
            case Frequency::weekly: rule_.weekdays = {{0, weekday(start)}}; break;
            case Frequency::yearly:
                if (rule_.months.empty()) {
                    rule_.months = {number_of(start.month())};
                }
                [[fallthrough]];
            case Frequency::monthly: rule_.month_days = {number_of(start.day())}; break;
        }
    }

    std::vector<Date> days_in(Date from, Date to, std::size_t max) {
        std::vector<Date> found;
        std::int32_t counted = 0;
        for (std::int64_t step = 0;; ++step) {
            const Stretch stretch = stretch_at(step * rule_.interval);
            for (sys_days at = stretch.first; at < stretch.after; at += days{1}) {
                const Date day{at};
                if (day >= to || is_over(day, counted) || found.size() == max) {
                    return found;
                }
                if (day >= start_ && falls_on(day)) {
                    ++counted;
                    if (day >= from) {
                        found.push_back(day);
                    }
                }
            }
        }
    }

 private:
    template <class Part>
    static std::int32_t number_of(Part part) {
        return static_cast<std::int32_t>(static_cast<unsigned>(part));
    }

    [[nodiscard]] bool is_over(Date day, std::int32_t counted) const {
        return (rule_.count > 0 && counted == rule_.count) || (until_ && day > *until_);
    }

    // `units` days, weeks, months or years after that of the first day.
    [[nodiscard]] Stretch stretch_at(std::int64_t units) const {
        const auto far = static_cast<int>(units);
        switch (rule_.frequency) {
            case Frequency::daily: {
                const sys_days first = sys_days{start_} + days{units};
                return {first, first + days{1}};
            }
            case Frequency::weekly: {
                const sys_days monday = sys_days{start_} - days{weekday(start_)};
                return {monday + days{7 * units}, monday + days{7 * units + 7}};
            }
            case Frequency::monthly: {
                const Date first = first_of_month(start_) + months{far};
                return {sys_days{first}, sys_days{first + months{1}}};
            }
            case Frequency::yearly: break;
        }
        const Date first = first_of_year(start_) + std::chrono::years{far};
        return {sys_days{first}, sys_days{first + std::chrono::years{1}}};
    }

    [[nodiscard]] bool falls_on(Date day) const {
        return (rule_.months.empty() || has(rule_.months, number_of(day.month()))) &&
               (rule_.month_days.empty() || has_month_day(day)) &&
               (rule_.weekdays.empty() || has_weekday(day));
    }

    [[nodiscard]] bool has_month_day(Date day) const {
        const std::int32_t number = number_of(day.day());
        const std::int32_t length = number_of(last_of_month(day).day());
        return has(rule_.month_days, number) || has(rule_.month_days, number - length - 1);
    }

    [[nodiscard]] bool has_weekday(Date day) const {
        const int of_week = weekday(day);
        if (rule_.weekdays.front().ordinal == 0) {
            return has(rule_.weekdays, {0, of_week});
        }
        const bool of_year = rule_.frequency == Frequency::yearly && rule_.months.empty();
        const Date first = of_year ? first_of_year(day) : first_of_month(day);
        const Date last = of_year ? Date{day.year() / 12 / 31} : last_of_month(day);
        const auto before = static_cast<std::int32_t>(days_between(first, day));
        const auto after = static_cast<std::int32_t>(days_between(day, last));
        return has(rule_.weekdays, {before / 7 + 1, of_week}) ||
               has(rule_.weekdays, {-(after / 7) - 1, of_week});
    }

    Recurrence rule_;
    Date start_;
    std::optional<Date> until_;
};

}  // namespace

std::vector<Date> occurrences(
    const Recurrence& rule, Date start, Date from, Date to, std::size_t max
) {
    return Walk(rule, start).days_in(from, to, max);
}

Recurrence without_end(Recurrence rule) {
    rule.count = 0;
    rule.until.clear();
    return rule;
}

}  // namespace dunghan::series
