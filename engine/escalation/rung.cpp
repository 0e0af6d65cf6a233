#include "engine/escalation/rung.h"

#include <algorithm>

#include "engine/policy/slot.h"

namespace dunghan::escalation {
namespace {

constexpr std::int64_t ms_per_hour = 60 * ms_per_minute;

}  // namespace

Rung::Rung(
    const AnchorAt& anchor, const RungRule& rule, const Policy& policy, const Calendar& calendar
)
    : rule_(rule), policy_(policy), calendar_(calendar), repeats_(rule.every != 0) {
    first_ = first_of(anchor);
    // A warning that would wait for a slot after the term (its last day is a Saturday) comes
    // before.
    const bool warns = rule.weekday == 0 && first_ < anchor.at;
    if (warns && slot_at_or_after(first_, policy, calendar) >= anchor.at) {
        first_ = slot_at_or_before(first_, policy, calendar);
    }
}

Instant Rung::first_of(const AnchorAt& anchor) const {
    switch (rule_.unit) {
        case RungUnit::working_days: return begin_of_working_day(anchor);
        case RungUnit::working_hours:
            return calendar_.add_working_ms(anchor.at, rule_.offset * ms_per_hour, policy_.zone).at;
        case RungUnit::days: break;
    }
    const Instant first = plus_days(anchor.at, rule_.offset);
    if (rule_.weekday == 0) {
        return first;
    }
    const int ahead = (rule_.weekday - 1 - weekday(date_at(first, policy_.zone)) + 7) % 7;
    return plus_days(first, ahead);
}

// A term is over when its last day is, and it is that day one counts from. What has happened is
// counted from its own day, and never told before it happened.
Instant Rung::begin_of_working_day(const AnchorAt& anchor) const {
    const bool ends_a_day = anchor.kind == Anchor::due || anchor.kind == Anchor::start;
    const Date from = date_at(ends_a_day ? plus_ms(anchor.at, -1) : anchor.at, policy_.zone);
    const Instant begin =
        start_of(calendar_.add_working_days(from, rule_.offset).date, policy_.zone);
    return ends_a_day ? begin : std::max(begin, anchor.at);
}

Instant Rung::planned_at(std::int64_t occurrence) const {
    const std::int64_t units = occurrence * rule_.every;
    if (units == 0) {
        return first_;
    }
    switch (rule_.unit) {
        case RungUnit::working_days: {
            const Date first = date_at(first_, policy_.zone);
            return start_of(calendar_.add_working_days(first, units).date, policy_.zone);
        }
        case RungUnit::working_hours:
            return calendar_.add_working_ms(first_, units * ms_per_hour, policy_.zone).at;
        case RungUnit::days: break;
    }
    return plus_days(first_, units);
}

std::int64_t Rung::units_since_first(Instant at) const {
    switch (rule_.unit) {
        case RungUnit::working_days:
            return calendar_
                .count_working_days(date_at(first_, policy_.zone), date_at(at, policy_.zone))
                .amount;
        case RungUnit::working_hours:
            return calendar_.count_working_ms(first_, at, policy_.zone).amount / ms_per_hour;
        case RungUnit::days: break;
    }
    return (at.ms - first_.ms) / ms_per_day;
}

std::int64_t Rung::last_occurrence(Instant at) const {
    if (at < first_) {
        return -1;
    }
    if (!repeats_) {
        return 0;
    }
    const std::int64_t last = units_since_first(at) / rule_.every;
    return rule_.max == 0 ? last : std::min<std::int64_t>(last, rule_.max);
}

std::optional<std::int64_t> Rung::first_after(std::optional<Instant> after) const {
    const std::int64_t next = after ? last_occurrence(*after) + 1 : 0;
    const bool beyond = repeats_ ? rule_.max != 0 && next > rule_.max : next > 0;
    return beyond ? std::nullopt : std::optional(next);
}

}  // namespace dunghan::escalation
