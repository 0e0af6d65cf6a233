#include "engine/deadline/due.h"

#include <algorithm>

#include "engine/deadline/form.h"

namespace dunghan {
namespace {

constexpr std::int64_t ms_per_hour = 60 * ms_per_minute;
constexpr int year_max = 9998;  // the day after the last must still have four digits

template <class Point>
struct Stop {
    Point from;
    Point until;
};

// Where `amount` ends that begins at `at` and stands still inside the stops, which come by their
// beginnings. What ends where a stop begins has ended.
template <class Point, class Add, class Count>
Point advance(
    Point at,
    std::int64_t amount,
    const std::vector<Stop<Point>>& stops,
    const Add& add,
    const Count& count
) {
    for (const Stop<Point>& stop : stops) {
        if (stop.until <= at) {
            continue;
        }
        const std::int64_t before = count(at, std::max(stop.from, at));
        if (before >= amount) {
            break;
        }
        amount -= before;
        at = stop.until;
    }
    return add(at, amount);
}

class Computation {
 public:
    Computation(
        const TermRule& rule,
        Instant anchor,
        const std::vector<Pause>& pauses,
        const Calendar& calendar,
        const Zone& zone
    )
        : rule_(rule), anchor_(anchor), pauses_(pauses), calendar_(calendar), zone_(zone) {
        if (!rule.printed.empty()) {
            return;  // a date: nothing stands still before it
        }
        for (const DayPause& pause : paused_days(pauses, zone)) {
            stops_.push_back({pause.after, pause.until});
        }
    }

    [[nodiscard]] Result<Due> run() const {
        const Date first = date_at(anchor_, zone_);
        if (!rule_.printed.empty()) {
            return nominal_last_day(rule_, first, zone_).and_then([&](Date last) {
                return rolled(last);
            });
        }
        if (rule_.budget.amount < 1 || rule_.budget.amount > budget_amount_max) {
            return fail(
                ErrorCode::invalid,
                "Expected term '" + rule_.id + "' to take 1 to " +
                    std::to_string(budget_amount_max) + ", but got " +
                    std::to_string(rule_.budget.amount)
            );
        }
        switch (rule_.budget.unit) {
            case BudgetUnit::working_hours: return hours();
            case BudgetUnit::working_days: {
                const Date last = working_days_after(first, rule_.budget.amount);
                return ending(last, calendar_.provisional_between(first, last));
            }
            case BudgetUnit::days:
            case BudgetUnit::weeks:
            case BudgetUnit::months: break;
        }
        return nominal_last_day(rule_, first, zone_).and_then([&](Date last) {
            return rolled(days_after(first, days_between(first, last)));
        });
    }

 private:
    [[nodiscard]] Date working_days_after(Date at, std::int64_t n) const {
        return advance(
            at,
            n,
            stops_,
            [&](Date from, std::int64_t days) {
                return calendar_.add_working_days(from, days).date;
            },
            [&](Date from, Date to) { return calendar_.count_working_days(from, to).amount; }
        );
    }

    [[nodiscard]] Date days_after(Date at, std::int64_t n) const {
        const auto add = [](Date from, std::int64_t days) {
            return next_day(from, static_cast<int>(days));
        };
        return advance(at, n, stops_, add, days_between);
    }

    [[nodiscard]] Result<Due> hours() const {
        std::vector<Stop<Instant>> stops;
        for (const Pause& pause : pauses_) {
            stops.push_back({pause.from, pause.until});
        }
        std::ranges::sort(stops, {}, &Stop<Instant>::from);
        const Instant end = advance(
            anchor_,
            rule_.budget.amount * ms_per_hour,
            stops,
            [&](Instant at, std::int64_t ms) { return calendar_.add_working_ms(at, ms, zone_).at; },
            [&](Instant from, Instant to) {
                return calendar_.count_working_ms(from, to, zone_).amount;
            }
        );
        const Date before = next_day(date_at(anchor_, zone_), -1);
        const Date last = date_at(plus_ms(end, -1), zone_);
        return in_range(Due{end, calendar_.provisional_between(before, last)}, last);
    }

    [[nodiscard]] Result<Due> rolled(Date last) const {
        if (rule_.roll == Roll::none) {
            return ending(last, false);
        }
        const Date end = calendar_.works(last) ? last : working_days_after(last, 1);
        return ending(end, calendar_.provisional_between(next_day(last, -1), end));
    }

    [[nodiscard]] Result<Due> ending(Date last, bool provisional) const {
        return in_range(Due{start_of(next_day(last), zone_), provisional}, last);
    }

    [[nodiscard]] Result<Due> in_range(const Due& due, Date last) const {
        if (int{last.year()} > year_max) {
            return fail(
                ErrorCode::invalid,
                "Expected term '" + rule_.id + "' to end by the year " + std::to_string(year_max) +
                    ", but it ends in " + std::to_string(int{last.year()})
            );
        }
        return due;
    }

    const TermRule& rule_;
    Instant anchor_;
    const std::vector<Pause>& pauses_;
    const Calendar& calendar_;
    const Zone& zone_;
    std::vector<Stop<Date>> stops_;
};

}  // namespace

std::vector<DayPause> paused_days(const std::vector<Pause>& pauses, const Zone& zone) {
    std::vector<DayPause> days;
    for (const Pause& pause : pauses) {
        const Date first = date_at(pause.from, zone);
        const Date resumed = date_at(pause.until, zone);
        if (first < resumed) {
            days.push_back({next_day(first, -1), next_day(resumed, -1)});
        }
    }
    std::ranges::sort(days, {}, &DayPause::after);
    return days;
}

Result<Date> nominal_last_day(const TermRule& rule, Date first, const Zone& zone) {
    if (!rule.printed.empty()) {
        const auto milestone = read_form(rule.printed, {zone, false});
        if (!milestone || !milestone->due_before) {
            return fail(
                ErrorCode::invalid,
                "Expected term '" + rule.id + "' to print a due date, but got '" + rule.printed +
                    "'; write it as \"Tháng 5/2026\", \"Quý II/2026\", \"Năm 2026\" or "
                    "\"20/10/2026\""
            );
        }
        return date_at(plus_ms(*milestone->due_before, -1), zone);
    }
    const std::int32_t amount = rule.budget.amount;
    if (rule.budget.unit == BudgetUnit::months) {
        const Date same = first + std::chrono::months{amount};
        return same.ok() ? same : Date{same.year() / same.month() / std::chrono::last};
    }
    return next_day(first, rule.budget.unit == BudgetUnit::weeks ? 7 * amount : amount);
}

// A printed term may have ended long before its anchor: only what follows its end is left out. Of
// days the first is not counted; hours begin on it.
DaySpan days_asked(const TermRule& rule, Instant anchor, Instant due_before, const Zone& zone) {
    const Date last = date_at(plus_ms(due_before, -1), zone);
    if (!rule.printed.empty()) {
        return {std::chrono::year{0} / 1 / 1, last};
    }
    const Date first = date_at(anchor, zone);
    return {rule.budget.unit == BudgetUnit::working_hours ? first : next_day(first), last};
}

Result<Due> compute_due(
    const TermRule& rule,
    Instant anchor,
    const std::vector<Pause>& pauses,
    const Calendar& calendar,
    const Zone& zone
) {
    return Computation(rule, anchor, pauses, calendar, zone).run();
}

}  // namespace dunghan
