#include "engine/series/period.h"

#include <algorithm>

#include "engine/series/recurrence.h"

namespace dunghan::series {
namespace {

using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year_month;

Date day_in(year_month month, std::int32_t day) {
    const Date last = month / std::chrono::last;
    const Date wanted = month / std::chrono::day(static_cast<unsigned>(day));
    return wanted.ok() ? wanted : last;
}

// "2026-11".
std::string id_of(year_month month) {
    return to_iso(month / 1).substr(0, 7);
}

Period window_of(const PeriodRule& rule, year_month month) {
    const bool before = rule.from_day > rule.to_day;
    return {
        id_of(month),
        day_in(before ? month - months{1} : month, rule.from_day),
        day_in(month, rule.to_day)};
}

bool is_window(const PeriodRule& rule) {
    return rule.from_day > 0 && rule.to_day > 0;
}

std::vector<Period> windows(const PeriodRule& rule, Date from, Date to, std::size_t max) {
    std::vector<Period> found;
    for (year_month month = from.year() / from.month(); found.size() < max; month += months{1}) {
        const Period period = window_of(rule, month);
        if (period.opens >= to) {
            break;
        }
        if (period.opens >= from) {
            found.push_back(period);
        }
    }
    return found;
}

// A day that the month does not have is its last.
Date months_later(Date day, std::int32_t count) {
    return day_in(
        day.year() / day.month() + months{count},
        static_cast<std::int32_t>(static_cast<unsigned>(day.day()))
    );
}

class Rule {
 public:
    explicit Rule(const PeriodRule& rule) : rule_(rule) {
        const auto parsed = parse_recurrence(rule.rrule);
        const auto start = parse_date(rule.start);
        if (parsed && start) {
            parsed_ = *parsed;
            start_ = *start;
        }
    }

    [[nodiscard]] std::vector<Period> periods(Date from, Date to, std::size_t max) const {
        std::vector<Period> found;
        if (!parsed_) {
            return found;
        }
        for (const Date opens : occurrences(*parsed_, start_, from, to, max)) {
            found.push_back({to_iso(opens), opens, closes(opens)});
        }
        return found;
    }

 private:
    // The last day of one that opens then: the first day counts.
    [[nodiscard]] Date closes(Date opens) const {
        const std::int32_t amount = rule_.lasts.amount;
        if (amount == 0) {
            return before_the_next(opens);
        }
        switch (rule_.lasts.unit) {
            case BudgetUnit::weeks: return next_day(opens, 7 * amount - 1);
            case BudgetUnit::months: return next_day(months_later(opens, amount), -1);
            default: return next_day(opens, amount - 1);
        }
    }

    // Also of the last one: the next would open as if the rule went on.
    [[nodiscard]] Date before_the_next(Date opens) const {
        const auto next = occurrences(
            without_end(*parsed_),
            start_,
            next_day(opens),
            months_later(opens, 12 * years_ahead_max),
            1
        );
        return next.empty() ? opens : next_day(next.front(), -1);
    }

    const PeriodRule& rule_;
    std::optional<Recurrence> parsed_;
    Date start_;
};

std::vector<Period> any_periods(const Series& series, Date from, Date to, std::size_t max) {
    return is_window(series.period) ? windows(series.period, from, to, max)
                                    : Rule(series.period).periods(from, to, max);
}

// Of that id, whenever the series begins.
std::optional<Period> any_period_named(const Series& series, const std::string& id) {
    const bool window = is_window(series.period);
    const auto day = parse_date(window ? id + "-01" : id);
    if (!day || (window ? id_of(day->year() / day->month()) : to_iso(*day)) != id) {
        return std::nullopt;
    }
    if (window) {
        return window_of(series.period, day->year() / day->month());
    }
    const auto found = any_periods(series, *day, next_day(*day), 1);
    return found.empty() ? std::nullopt : std::optional(found.front());
}

}  // namespace

Period period_of(const PeriodOpened& opened) {
    return {
        opened.period,
        parse_date(opened.opens).value_or(Date{}),
        parse_date(opened.closes).value_or(Date{})};
}

std::vector<Period> periods(const Series& series, Date from, Date to, std::size_t max) {
    const auto first = any_period_named(series, series.first);
    return first ? any_periods(series, std::max(from, first->opens), to, max)
                 : std::vector<Period>{};
}

std::optional<Period> period_named(const Series& series, const std::string& id) {
    const auto first = any_period_named(series, series.first);
    const auto found = any_period_named(series, id);
    return first && found && found->opens >= first->opens ? found : std::nullopt;
}

std::optional<Period> next_period(const Series& series, const PeriodOpened* last) {
    const auto first = any_period_named(series, series.first);
    const auto opened = last ? parse_date(last->opens) : Result<Date>(Date{});
    if (!first || !opened) {
        return std::nullopt;
    }
    const Date from = last ? std::max(first->opens, next_day(*opened)) : first->opens;
    const auto found = periods(series, from, months_later(from, 12 * years_ahead_max), 1);
    return found.empty() ? std::nullopt : std::optional(found.front());
}

}  // namespace dunghan::series
