// Counting by binary search against counting day by day. Each property draws a calendar and then
// counts in it a hundred times: ten thousand cases a law.
#include <algorithm>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/support/any_calendar.h"
#include "tests/support/chance.h"

namespace dunghan {
namespace {

using testing::any_calendar;
using testing::Chance;
using testing::day_of;

constexpr int draws = 100;
const Zone zone;

Date some_day(Chance& chance) {
    return next_day(day_of("2023-06-01"), static_cast<int>(chance.below(5 * 366)));
}

Instant some_instant(Chance& chance) {
    return plus_ms(
        start_of(some_day(chance), zone), static_cast<std::int64_t>(chance.below(ms_per_day))
    );
}

testing::Chance any_chance() {
    return Chance(*rc::gen::arbitrary<std::uint64_t>());
}

WorkingDate add_slowly(const Calendar& calendar, Date from, int n) {
    bool provisional = false;
    for (; n > 0; n -= calendar.works(from) ? 1 : 0) {
        from = next_day(from);
        provisional = provisional || calendar.day(from).provisional;
    }
    for (; n < 0; n += calendar.works(from) ? 1 : 0) {
        from = next_day(from, -1);
        provisional = provisional || calendar.day(from).provisional;
    }
    return {from, provisional};
}

RC_GTEST_PROP(WorkingDays, AddAndCountAsADayLoopDoes, ()) {
    const Calendar calendar = any_calendar();
    Chance chance = any_chance();
    for (int i = 0; i < draws; ++i) {
        const Date from = some_day(chance);
        const int n = static_cast<int>(chance.below(400)) - 200;
        const WorkingDate to = calendar.add_working_days(from, n);
        RC_ASSERT(to == add_slowly(calendar, from, n));
        if (n >= 0) {
            RC_ASSERT(calendar.count_working_days(from, to.date).amount == n);
            RC_ASSERT(calendar.count_working_days(from, to.date).provisional == to.provisional);
            RC_ASSERT(calendar.count_working_days(to.date, from).amount == -n);
        }
    }
}

RC_GTEST_PROP(WorkingDays, AddUp, ()) {
    const Calendar calendar = any_calendar();
    Chance chance = any_chance();
    for (int i = 0; i < draws; ++i) {
        const Date from = some_day(chance);
        const auto a = static_cast<std::int64_t>(chance.below(2'000));
        const auto b = static_cast<std::int64_t>(chance.below(2'000));
        const Date there = calendar.add_working_days(from, a).date;
        RC_ASSERT(
            calendar.add_working_days(from, a + b).date == calendar.add_working_days(there, b).date
        );
        const Date back = calendar.add_working_days(from, -a).date;
        RC_ASSERT(
            calendar.add_working_days(from, -a - b).date == calendar.add_working_days(back, -b).date
        );
    }
}

RC_GTEST_PROP(WorkingDays, KeepTheOrderOfDays, ()) {
    const Calendar calendar = any_calendar();
    Chance chance = any_chance();
    for (int i = 0; i < draws; ++i) {
        const Date from = some_day(chance);
        const Date later = next_day(from, static_cast<int>(chance.below(30)));
        const auto n = static_cast<std::int64_t>(chance.below(500));
        RC_ASSERT(
            calendar.add_working_days(from, n).date <= calendar.add_working_days(later, n).date
        );
        RC_ASSERT(
            calendar.add_working_days(from, n).date < calendar.add_working_days(from, n + 1).date
        );
    }
}

// Minute by minute over the hours of worked days.
bool works_at(const Calendar& calendar, Instant at) {
    const int minute = minute_of_day(at, zone);
    return calendar.works(date_at(at, zone)) &&
           std::ranges::any_of(calendar.hours(), [&](const WorkPeriod& period) {
               return period.from_minute <= minute && minute < period.until_minute;
           });
}

RC_GTEST_PROP(WorkingHours, CountAsAMinuteLoopDoes, ()) {
    const Calendar calendar = any_calendar();
    Chance chance = any_chance();
    const Instant from = start_of(some_day(chance), zone);
    std::int64_t worked = 0;
    for (int minute = 0; minute < 14 * 24 * 60; ++minute) {
        const Instant at = plus_ms(from, minute * ms_per_minute);
        if (minute % 97 == 0) {
            RC_ASSERT(calendar.count_working_ms(from, at, zone).amount == worked);
        }
        worked += works_at(calendar, at) ? ms_per_minute : 0;
    }
}

RC_GTEST_PROP(WorkingHours, AddIsTheInverseOfCountAndAddsUp, ()) {
    const Calendar calendar = any_calendar();
    Chance chance = any_chance();
    for (int i = 0; i < draws; ++i) {
        const Instant from = some_instant(chance);
        const auto a = 1 + static_cast<std::int64_t>(chance.below(100 * 60 * ms_per_minute));
        const auto b = 1 + static_cast<std::int64_t>(chance.below(100 * 60 * ms_per_minute));
        const Instant to = calendar.add_working_ms(from, a, zone).at;
        RC_ASSERT(calendar.count_working_ms(from, to, zone).amount == a);
        // The end of a period, not the beginning of the next: a millisecond before, less was done.
        RC_ASSERT(calendar.count_working_ms(from, plus_ms(to, -1), zone).amount == a - 1);
        RC_ASSERT(
            calendar.add_working_ms(to, b, zone).at == calendar.add_working_ms(from, a + b, zone).at
        );
        const Instant back = calendar.add_working_ms(from, -a, zone).at;
        RC_ASSERT(calendar.count_working_ms(back, from, zone).amount == a);
        RC_ASSERT(calendar.count_working_ms(plus_ms(back, 1), from, zone).amount == a - 1);
    }
}

}  // namespace
}  // namespace dunghan
