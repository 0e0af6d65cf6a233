#include "engine/calendar/difference.h"

#include <algorithm>
#include <iterator>

namespace dunghan {
namespace {

// Ascending values of both, once each.
template <class T>
std::vector<T> of_both(const std::vector<T>& ours, const std::vector<T>& theirs) {
    std::vector<T> both;
    std::ranges::set_union(ours, theirs, std::back_inserter(both));
    return both;
}

std::vector<std::int32_t> numbers_of(const std::vector<CalendarYear>& years) {
    std::vector<std::int32_t> numbers;
    std::ranges::transform(years, std::back_inserter(numbers), &CalendarYear::year);
    return numbers;
}

// Whether one of the ascending values is in [from, to].
template <class T>
bool has_between(const std::vector<T>& values, T from, T to) {
    const auto found = std::ranges::lower_bound(values, from);
    return found != values.end() && *found <= to;
}

}  // namespace

CalendarDifference CalendarDifference::between(const Calendar& before, const Calendar& after) {
    CalendarDifference difference;
    difference.every_day_ =
        before.weekdays() != after.weekdays() || before.hours() != after.hours();
    for (const Date day : of_both(before.listed_days(), after.listed_days())) {
        if (before.works(day) != after.works(day)) {
            difference.days_.push_back(day);
        }
    }
    for (const std::int32_t year : of_both(numbers_of(before.years()), numbers_of(after.years()))) {
        if (before.knows(year) != after.knows(year)) {
            difference.years_.push_back(year);
        }
    }
    return difference;
}

bool CalendarDifference::touches(Date from, Date to) const {
    return every_day_ || has_between(days_, from, to) ||
           has_between(years_, std::int32_t{int{from.year()}}, std::int32_t{int{to.year()}});
}

}  // namespace dunghan
