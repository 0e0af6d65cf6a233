// The calculation against a walk from day to day, over any calendar and any pauses.
#include <algorithm>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/calendar/difference.h"
#include "engine/deadline/explain.h"

#include "tests/support/any_calendar.h"
#include "tests/support/chance.h"

namespace dunghan {
namespace {

using testing::Chance;

const Zone zone;
constexpr int draws = 100;

Instant some_instant(Chance& chance) {
    const Date day = next_day(testing::day_of("2024-06-01"), static_cast<int>(chance.below(900)));
    return plus_ms(start_of(day, zone), static_cast<std::int64_t>(chance.below(ms_per_day)));
}

TermRule some_rule(Chance& chance) {
    TermRule rule;
    rule.id = "t";
    rule.budget.unit = static_cast<BudgetUnit>(1 + chance.below(5));
    const bool long_unit =
        rule.budget.unit == BudgetUnit::weeks || rule.budget.unit == BudgetUnit::months;
    rule.budget.amount = 1 + static_cast<std::int32_t>(chance.below(long_unit ? 8 : 60));
    rule.roll = chance.below(2) == 0 ? Roll::none : Roll::next_working_day;
    return rule;
}

std::vector<Pause> some_pauses(Chance& chance, Instant anchor) {
    std::vector<Pause> pauses;
    for (std::uint64_t i = chance.below(4); i > 0; --i) {
        const auto after = static_cast<std::int64_t>(chance.below(60 * ms_per_day));
        const auto length = static_cast<std::int64_t>(chance.below(20 * ms_per_day));
        const Instant from = plus_ms(anchor, after - 5 * ms_per_day);
        pauses.push_back({from, plus_ms(from, length)});
    }
    return pauses;
}

RC_GTEST_PROP(Due, IsWhereTheDayByDayWalkEnds, ()) {
    const Calendar calendar = testing::any_calendar();
    Chance chance(*rc::gen::arbitrary<std::uint64_t>());
    for (int i = 0; i < draws; ++i) {
        const TermRule rule = some_rule(chance);
        const Instant anchor = some_instant(chance);
        const auto pauses = some_pauses(chance, anchor);
        const Due due = compute_due(rule, anchor, pauses, calendar, zone).value();
        const auto lines = explain_due(rule, anchor, pauses, calendar, zone).value();
        const DayLine& last = lines.back();
        RC_ASSERT(date_at(plus_ms(due.due_before, -1), zone) == last.date);
        if (rule.budget.unit == BudgetUnit::working_hours) {
            RC_ASSERT(last.so_far == rule.budget.amount * 60);
            continue;
        }
        RC_ASSERT(due.due_before == start_of(next_day(last.date), zone));
        RC_ASSERT(
            rule.budget.unit == BudgetUnit::weeks || rule.budget.unit == BudgetUnit::months ||
            last.so_far == rule.budget.amount
        );
    }
}

TermRule printed_rule(Chance& chance) {
    TermRule rule = some_rule(chance);
    const Date day = next_day(testing::day_of("2024-06-01"), static_cast<int>(chance.below(900)));
    rule.printed = to_vietnamese(day);
    return rule;
}

// The same calendar with one to three days of it decided another way, or a year.
CalendarPublished corrected(CalendarPublished layer, Chance& chance) {
    for (std::uint64_t i = chance.below(3) + 1; i > 0; --i) {
        const Date day =
            next_day(testing::day_of("2024-01-01"), static_cast<int>(chance.below(1200)));
        const std::string date = to_iso(day);
        const auto at = std::ranges::lower_bound(layer.days, date, {}, &CalendarDay::date);
        const auto kind = chance.below(2) == 0 ? DayKind::worked : DayKind::holiday;
        if (at != layer.days.end() && at->date == date) {
            at->kind = kind;
        } else {
            layer.days.insert(at, {date, kind, "ngày", "TB 2"});
        }
    }
    if (chance.below(4) == 0 && !layer.years.empty()) {
        layer.years.pop_back();
    }
    return layer;
}

RC_GTEST_PROP(Due, IsTheSameInACalendarThatDiffersOnDaysNobodyAskedAboutOnly, ()) {
    const CalendarPublished layer = testing::any_layer("vn", "");
    const Calendar before = testing::resolved({layer});
    Chance chance(*rc::gen::arbitrary<std::uint64_t>());
    int untouched = 0;
    for (int i = 0; i < draws; ++i) {
        const Calendar after = testing::resolved({corrected(layer, chance)});
        const TermRule rule = chance.below(8) == 0 ? printed_rule(chance) : some_rule(chance);
        const Instant anchor = some_instant(chance);
        const auto pauses = some_pauses(chance, anchor);
        const Due due = compute_due(rule, anchor, pauses, before, zone).value();
        const DaySpan asked = days_asked(rule, anchor, due.due_before, zone);
        if (!CalendarDifference::between(before, after).touches(asked.from, asked.to)) {
            ++untouched;
            RC_ASSERT(compute_due(rule, anchor, pauses, after, zone).value() == due);
        }
    }
    RC_ASSERT(untouched > 0);
}

RC_GTEST_PROP(Due, OfWorkingDaysMovesByTheWorkingDaysOfAPauseInside, ()) {
    const Calendar calendar = testing::any_calendar();
    Chance chance(*rc::gen::arbitrary<std::uint64_t>());
    for (int i = 0; i < draws; ++i) {
        TermRule rule = some_rule(chance);
        rule.budget = {2 + static_cast<std::int32_t>(chance.below(30)), BudgetUnit::working_days};
        const Instant anchor = some_instant(chance);
        const Date first = date_at(anchor, zone);
        const Date due = calendar.add_working_days(first, rule.budget.amount).date;
        const auto inside = static_cast<std::uint64_t>(days_between(first, due));
        const Date from = next_day(first, 1 + static_cast<int>(chance.below(inside)));
        const Date until = next_day(from, static_cast<int>(chance.below(30)));
        const std::int64_t k =
            calendar.count_working_days(next_day(from, -1), next_day(until, -1)).amount;
        const std::vector<Pause> pause{{start_of(from, zone), start_of(until, zone)}};
        const Date moved = calendar.add_working_days(first, rule.budget.amount + k).date;
        RC_ASSERT(
            compute_due(rule, anchor, pause, calendar, zone)->due_before ==
            start_of(next_day(moved), zone)
        );
    }
}

RC_GTEST_PROP(Due, OfWorkingHoursMovesByTheWorkingTimeOfAPauseInside, ()) {
    const Calendar calendar = testing::any_calendar();
    Chance chance(*rc::gen::arbitrary<std::uint64_t>());
    for (int i = 0; i < draws; ++i) {
        TermRule rule = some_rule(chance);
        rule.budget.unit = BudgetUnit::working_hours;
        const Instant anchor = some_instant(chance);
        const std::int64_t budget = rule.budget.amount * 60 * ms_per_minute;
        const Instant due = calendar.add_working_ms(anchor, budget, zone).at;
        const auto inside = static_cast<std::uint64_t>(due.ms - anchor.ms);
        const Instant from = plus_ms(anchor, static_cast<std::int64_t>(chance.below(inside)));
        const Instant until =
            plus_ms(from, static_cast<std::int64_t>(chance.below(9 * ms_per_day)));
        const std::int64_t k = calendar.count_working_ms(from, until, zone).amount;
        RC_ASSERT(
            compute_due(rule, anchor, {{from, until}}, calendar, zone)->due_before ==
            calendar.add_working_ms(anchor, budget + k, zone).at
        );
    }
}

}  // namespace
}  // namespace dunghan
