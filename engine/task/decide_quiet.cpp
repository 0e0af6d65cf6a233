#include "engine/task/decide_quiet.h"

#include "engine/task/workflow.h"

namespace dunghan::task {
namespace {

constexpr std::int64_t silence_days_max = 366;

}  // namespace

// A promise of day D is broken when the first working day after D has begun and nothing came.
Decision<Instant> DecideQuiet::rests_until(const ReminderAcknowledged& content) const {
    if (rules_.calendar == nullptr) {
        return reject(
            "no_calendar",
            "Expected a calendar to tell how long the acknowledgement of " + state_.code +
                " counts, but none is published; publish one: dunghan publish vn.yaml"
        );
    }
    const Date today = date_at(occurred_at_, rules_.zone);
    if (content.promise.empty()) {
        const Date last = rules_.calendar->add_working_days(today, rules_.rest_days).date;
        return start_of(next_day(last), rules_.zone);
    }
    const auto promise = parse_date(content.promise);
    if (!promise || days_between(today, *promise) < 0) {
        return reject(
            "in_the_past",
            "Expected the day it is promised for, today or later, but got '" + content.promise + "'"
        );
    }
    return start_of(rules_.calendar->add_working_days(*promise, 1).date, rules_.zone);
}

Decision<DecideQuiet::Events> DecideQuiet::operator()(const Acknowledge& wish) const {
    if (state_.reminders.empty()) {
        return reject(
            "not_reminded",
            "Expected a task that somebody was reminded of, but nobody was of " + state_.code
        );
    }
    const auto* known = acknowledgement_of(state_, wish.content.agency);
    const bool same = known != nullptr && known->value.promise == wish.content.promise &&
                      known->value.note == wish.content.note &&
                      known->value.rests_until > occurred_at_;
    if (same) {
        return Events{};
    }
    return rests_until(wish.content).map([&](Instant until) {
        ReminderAcknowledged content = wish.content;
        content.rests_until = until;
        return Events{std::move(content)};
    });
}

Decision<DecideQuiet::Events> DecideQuiet::operator()(const Silence& wish) const {
    if (wish.content.reason.empty()) {
        return reject(
            "reason_required",
            "Expected a reason to be silent about " + state_.code + ", but got none"
        );
    }
    if (wish.content.until > plus_days(occurred_at_, silence_days_max)) {
        return reject(
            "too_long",
            "Expected silence of at most " + std::to_string(silence_days_max) +
                " days, but got one until " + to_rfc3339(wish.content.until) +
                "; renew it when it ends"
        );
    }
    const bool same =
        state_.course->silenced.stated() && state_.course->silenced.value == wish.content;
    return same ? Events{} : Events{wish.content};
}

}  // namespace dunghan::task
