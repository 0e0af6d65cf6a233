#include "engine/calendar/working_time.h"

#include <algorithm>
#include <bit>

namespace dunghan {
namespace {

constexpr std::int64_t days_of_a_week = 7;
constexpr std::int64_t a_monday = -3;  // 1969-12-29

constexpr std::int64_t floor_div(std::int64_t value, std::int64_t by) {
    return value / by - (value % by < 0 ? 1 : 0);
}

std::int64_t number_of(Date date) {
    return std::chrono::sys_days{date}.time_since_epoch().count();
}

Date date_of(std::int64_t day) {
    return Date{std::chrono::sys_days{std::chrono::days{day}}};
}

// Work before the millisecond `in_day` of a working day.
std::int64_t worked_within(const std::vector<WorkPeriod>& hours, std::int64_t in_day) {
    std::int64_t worked = 0;
    for (const WorkPeriod& period : hours) {
        const std::int64_t from = period.from_minute * ms_per_minute;
        const std::int64_t until = period.until_minute * ms_per_minute;
        worked += std::clamp(in_day, from, until) - from;
    }
    return worked;
}

// The first millisecond of a working day before which `worked` was worked.
std::int64_t first_after(const std::vector<WorkPeriod>& hours, std::int64_t worked) {
    for (const WorkPeriod& period : hours) {
        const std::int64_t from = period.from_minute * ms_per_minute;
        const std::int64_t length = period.until_minute * ms_per_minute - from;
        if (worked <= length) {
            return from + worked;
        }
        worked -= length;
    }
    return ms_per_day;  // more than the day has: never asked
}

// The last one: where the next period begins, if a period ends there.
std::int64_t last_after(const std::vector<WorkPeriod>& hours, std::int64_t worked) {
    for (const WorkPeriod& period : hours) {
        const std::int64_t from = period.from_minute * ms_per_minute;
        const std::int64_t length = period.until_minute * ms_per_minute - from;
        if (worked < length) {
            return from + worked;
        }
        worked -= length;
    }
    return ms_per_day;
}

}  // namespace

std::string_view to_text(DayIs kind) {
    switch (kind) {
        case DayIs::weekday: return "weekday";
        case DayIs::rest_day: return "rest_day";
        case DayIs::holiday: return "holiday";
        case DayIs::day_off: return "day_off";
        case DayIs::worked: return "worked";
    }
    return "?";
}

const Calendar::Exception* Calendar::exception_on(std::int64_t day) const {
    const auto found = std::ranges::lower_bound(exceptions_, day, {}, &Exception::day);
    return found != exceptions_.end() && found->day == day ? &*found : nullptr;
}

bool Calendar::works_on(std::int64_t day) const {
    if (const Exception* exception = exception_on(day)) {
        return exception->says.kind == DayKind::worked;
    }
    const std::int64_t since_monday = day - a_monday;
    return (weekdays_ >> (since_monday - floor_div(since_monday, days_of_a_week) * 7) & 1) != 0;
}

bool Calendar::works(Date date) const {
    return works_on(number_of(date));
}

std::vector<Date> Calendar::listed_days() const {
    std::vector<Date> days;
    for (const Exception& exception : exceptions_) {
        days.push_back(date_of(exception.day));
    }
    return days;
}

bool Calendar::knows(std::int32_t year) const {
    const auto listed = std::ranges::lower_bound(years_, year, {}, &CalendarYear::year);
    return listed != years_.end() && listed->year == year && !listed->provisional;
}

std::int32_t Calendar::last_known_year() const {
    std::int32_t last = 0;
    for (const CalendarYear& year : years_) {
        last = year.provisional ? last : year.year;
    }
    return last;
}

Day Calendar::day(Date date) const {
    Day day;
    day.worked = works(date);
    day.kind = day.worked ? DayIs::weekday : DayIs::rest_day;
    day.provisional = !knows(int{date.year()});
    if (const Exception* exception = exception_on(number_of(date))) {
        switch (exception->says.kind) {
            case DayKind::holiday: day.kind = DayIs::holiday; break;
            case DayKind::day_off: day.kind = DayIs::day_off; break;
            case DayKind::worked: day.kind = DayIs::worked; break;
        }
        day.name = exception->says.name;
        day.notice = exception->says.notice;
        day.layer = exception->layer;
    }
    return day;
}

bool Calendar::provisional_between(Date from, Date to) const {
    if (days_between(from, to) <= 0) {
        return false;
    }
    const int first = int{next_day(from).year()};
    const int last = int{to.year()};
    const auto known = std::ranges::count_if(years_, [&](const CalendarYear& year) {
        return !year.provisional && first <= year.year && year.year <= last;
    });
    return known != last - first + 1;
}

std::int64_t Calendar::by_weekly_rule(std::int64_t day) const {
    const std::int64_t days = day - a_monday + 1;
    const std::int64_t weeks = floor_div(days, days_of_a_week);
    const auto rest = static_cast<unsigned>(days - weeks * days_of_a_week);
    const auto begun = static_cast<std::uint8_t>(weekdays_ & ((1U << rest) - 1));
    return weeks * std::popcount(weekdays_) + std::popcount(begun);
}

std::int64_t Calendar::nth_by_weekly_rule(std::int64_t n) const {
    const std::int64_t weeks = floor_div(n - 1, std::popcount(weekdays_));
    std::int64_t day = a_monday + weeks * days_of_a_week;
    while (by_weekly_rule(day) < n) {
        ++day;
    }
    return day;
}

std::int64_t Calendar::worked_by(std::int64_t day) const {
    const auto after = std::ranges::upper_bound(exceptions_, day, {}, &Exception::day);
    return by_weekly_rule(day) + (after == exceptions_.begin() ? 0 : std::prev(after)->ahead);
}

std::int64_t Calendar::nth_worked(std::int64_t n) const {
    // The first exception by which n days were worked: it is the day, or one before it is, where
    // the weekly rule runs undisturbed from the exception before.
    const auto bound =
        std::partition_point(exceptions_.begin(), exceptions_.end(), [&](const Exception& e) {
            return by_weekly_rule(e.day) + e.ahead < n;
        });
    const std::int64_t ahead = bound == exceptions_.begin() ? 0 : std::prev(bound)->ahead;
    const std::int64_t day = nth_by_weekly_rule(n - ahead);
    return bound == exceptions_.end() ? day : std::min(day, bound->day);
}

WorkingDate Calendar::add_working_days(Date from, std::int64_t n) const {
    const std::int64_t day = number_of(from);
    if (n == 0) {
        return {from, false};
    }
    if (n > 0) {
        const Date to = date_of(nth_worked(worked_by(day) + n));
        return {to, provisional_between(from, to)};
    }
    const Date to = date_of(nth_worked(worked_by(day - 1) + n + 1));
    return {to, provisional_between(next_day(to, -1), next_day(from, -1))};
}

WorkingCount Calendar::count_working_days(Date from, Date to) const {
    return {
        worked_by(number_of(to)) - worked_by(number_of(from)),
        provisional_between(std::min(from, to), std::max(from, to))};
}

std::int64_t Calendar::ms_of_a_day() const {
    return worked_within(hours_, ms_per_day);
}

std::int64_t Calendar::worked_ms_before(Instant at, const Zone& zone) const {
    const Date date = date_at(at, zone);
    const std::int64_t day = number_of(date);
    const std::int64_t whole = worked_by(day - 1) * ms_of_a_day();
    return works_on(day) ? whole + worked_within(hours_, at.ms - start_of(date, zone).ms) : whole;
}

WorkingInstant Calendar::add_working_ms(Instant from, std::int64_t ms, const Zone& zone) const {
    if (ms == 0) {
        return {from, false};
    }
    const std::int64_t total = worked_ms_before(from, zone) + ms;
    const std::int64_t of_a_day = ms_of_a_day();
    const std::int64_t days = floor_div(ms > 0 ? total - 1 : total, of_a_day);
    const std::int64_t rest = total - days * of_a_day;
    const Date date = date_of(nth_worked(days + 1));
    const std::int64_t in_day = ms > 0 ? first_after(hours_, rest) : last_after(hours_, rest);
    const Date began = date_at(from, zone);
    return {
        plus_ms(start_of(date, zone), in_day),
        provisional_between(next_day(std::min(began, date), -1), std::max(began, date))};
}

WorkingCount Calendar::count_working_ms(Instant from, Instant to, const Zone& zone) const {
    const Date first = date_at(std::min(from, to), zone);
    const Date last = date_at(std::max(from, to), zone);
    return {
        worked_ms_before(to, zone) - worked_ms_before(from, zone),
        from != to && provisional_between(next_day(first, -1), last)};
}

}  // namespace dunghan
