#include "engine/deadline/explain.h"

#include <algorithm>

namespace dunghan {
namespace {

// Goes from day to day and writes a line for each.
class Walk {
 public:
    Walk(Date first, const std::vector<DayPause>& paused, const Calendar& calendar)
        : day_(first), paused_(paused), calendar_(calendar) {}

    // What no term can end after, so that a walk ends: the calculation has said so before.
    void days(const TermRule& rule, std::int64_t total) {
        add(Why::first_day);
        while (so_far_ < total) {
            day_ = next_day(day_);
            if (is_paused()) {
                add(Why::paused);
            } else if (rule.budget.unit == BudgetUnit::working_days && !calendar_.works(day_)) {
                add(Why::not_worked);
            } else {
                ++so_far_;
                add(Why::counted);
            }
        }
        roll(rule);
    }

    void printed(const TermRule& rule) {
        add(Why::printed);
        roll(rule);
    }

    std::vector<DayLine> lines() && { return std::move(lines_); }

 private:
    void add(Why why) { lines_.push_back({day_, why, so_far_, calendar_.day(day_)}); }

    [[nodiscard]] bool is_paused() const {
        return std::ranges::any_of(paused_, [&](const DayPause& pause) {
            return pause.after < day_ && day_ <= pause.until;
        });
    }

    void roll(const TermRule& rule) {
        if (rule.roll == Roll::none || calendar_.works(day_)) {
            return;
        }
        do {
            day_ = next_day(day_);
            add(is_paused() ? Why::paused : calendar_.works(day_) ? Why::rolled : Why::not_worked);
        } while (lines_.back().why != Why::rolled);
    }

    Date day_;
    const std::vector<DayPause>& paused_;
    const Calendar& calendar_;
    std::int64_t so_far_ = 0;
    std::vector<DayLine> lines_;
};

// [from, until) of one day less the pauses, which are apart from each other and in order.
std::int64_t worked_ms(
    Instant from,
    Instant until,
    const std::vector<Pause>& pauses,
    const Calendar& calendar,
    const Zone& zone
) {
    std::int64_t ms = calendar.count_working_ms(from, until, zone).amount;
    for (const Pause& pause : pauses) {
        const Instant begin = std::max(pause.from, from);
        const Instant end = std::min(pause.until, until);
        if (begin < end) {
            ms -= calendar.count_working_ms(begin, end, zone).amount;
        }
    }
    return ms;
}

std::vector<Pause> merged(std::vector<Pause> pauses) {
    std::ranges::sort(pauses, {}, &Pause::from);
    std::vector<Pause> apart;
    for (const Pause& pause : pauses) {
        if (!apart.empty() && pause.from <= apart.back().until) {
            apart.back().until = std::max(apart.back().until, pause.until);
        } else {
            apart.push_back(pause);
        }
    }
    return apart;
}

std::vector<DayLine> explain_hours(
    const TermRule& rule,
    Instant anchor,
    const std::vector<Pause>& pauses,
    const Calendar& calendar,
    const Zone& zone
) {
    const std::vector<Pause> apart = merged(pauses);
    const std::int64_t total = rule.budget.amount * 60 * ms_per_minute;
    std::vector<DayLine> lines;
    std::int64_t so_far = 0;
    Instant from = anchor;
    for (Date date = date_at(anchor, zone); so_far < total; date = next_day(date)) {
        const Instant until = start_of(next_day(date), zone);
        const std::int64_t worked = worked_ms(from, until, apart, calendar, zone);
        const bool stood_still =
            worked == 0 && calendar.count_working_ms(from, until, zone).amount > 0;
        so_far = std::min(total, so_far + worked);
        const Why why = worked > 0              ? Why::counted
                        : stood_still           ? Why::paused
                        : !calendar.works(date) ? Why::not_worked
                                                : Why::first_day;  // its hours were over
        lines.push_back({date, why, so_far / ms_per_minute, calendar.day(date)});
        from = until;
    }
    return lines;
}

}  // namespace

std::string_view to_text(Why why) {
    switch (why) {
        case Why::first_day: return "first_day";
        case Why::counted: return "counted";
        case Why::not_worked: return "not_worked";
        case Why::paused: return "paused";
        case Why::printed: return "printed";
        case Why::rolled: return "rolled";
    }
    return "?";
}

Result<std::vector<DayLine>> explain_due(
    const TermRule& rule,
    Instant anchor,
    const std::vector<Pause>& pauses,
    const Calendar& calendar,
    const Zone& zone
) {
    // Says what is wrong with the term, and how far the walk goes: it ends.
    const auto due = compute_due(rule, anchor, pauses, calendar, zone);
    if (!due) {
        return tl::unexpected(due.error());
    }
    const Date first = date_at(anchor, zone);
    const std::int64_t days = days_between(first, date_at(due->due_before, zone));
    if (rule.printed.empty() && days > static_cast<std::int64_t>(day_lines_max)) {
        return fail(
            ErrorCode::limit_exceeded,
            "Expected a term of at most " + std::to_string(day_lines_max) +
                " days to explain day by day, but it takes " + std::to_string(days)
        );
    }
    if (rule.printed.empty() && rule.budget.unit == BudgetUnit::working_hours) {
        return explain_hours(rule, anchor, pauses, calendar, zone);
    }
    const std::vector<DayPause> paused =
        rule.printed.empty() ? paused_days(pauses, zone) : std::vector<DayPause>{};
    if (rule.printed.empty() && rule.budget.unit == BudgetUnit::working_days) {
        Walk walk(first, paused, calendar);
        walk.days(rule, rule.budget.amount);
        return std::move(walk).lines();
    }
    const Date last = *nominal_last_day(rule, first, zone);
    Walk walk(rule.printed.empty() ? first : last, paused, calendar);
    rule.printed.empty() ? walk.days(rule, days_between(first, last)) : walk.printed(rule);
    return std::move(walk).lines();
}

}  // namespace dunghan
