#include "engine/task/decide_quiet.h"

#include <algorithm>

#include "engine/task/ball.h"
#include "engine/task/workflow.h"

namespace dunghan::task {
namespace {

constexpr std::int64_t quiet_days_max = 366;

bool holds_ball(const State& state, const std::string& agency) {
    return std::ranges::any_of(ball_holders(state), [&](const Party& party) {
        return party.id == agency;
    });
}

}  // namespace

// Who answers for itself, and for those in whose place it was told. Empty: nobody told it anything.
// A rung without roles tells whoever holds the ball, and for those who cannot be told the
// coordinator.
std::vector<std::string> DecideQuiet::answers_for(const std::string& agency) const {
    std::vector<std::string> others;
    const bool may_be_told = holds_ball(state_, agency) || agency == rules_.coordinator;
    bool known = may_be_told && !(state_.reminders.empty() && state_.course->apart.empty());
    for (const Told& told : state_.course->told) {
        known = known || told.agency == agency || told.of == agency;
        if (told.agency == agency && told.of != agency) {
            others.push_back(told.of);
        }
    }
    if (known && (others.empty() || holds_ball(state_, agency))) {
        others.push_back(agency);
    }
    return others;
}

// A promise of day D is broken when the first working day after D has begun and nothing came.
Decision<Instant> DecideQuiet::rests_until(const ReminderAcknowledged& content) const {
    if (rules_.reminding == nullptr) {
        return reject(
            "no_policy",
            "Expected a policy to tell how long the acknowledgement of " + state_.code +
                " counts, but none is published; publish one: dunghan publish policy.yaml"
        );
    }
    const Calendar& calendar = *rules_.reminding;
    const Date today = date_at(occurred_at_, rules_.zone);
    if (content.promise.empty()) {
        const Date last = calendar.add_working_days(today, rules_.rest_days).date;
        return start_of(next_day(last), rules_.zone);
    }
    const auto promise = parse_date(content.promise);
    if (!promise || days_between(today, *promise) < 0) {
        return reject(
            "in_the_past",
            "Expected the day it is promised for, today or later, but got '" + content.promise + "'"
        );
    }
    if (days_between(today, *promise) > quiet_days_max) {
        return reject(
            "too_long",
            "Expected a promise within " + std::to_string(quiet_days_max) + " days, but got " +
                content.promise + "; ask for an extension instead"
        );
    }
    return start_of(calendar.add_working_days(*promise, 1).date, rules_.zone);
}

Decision<DecideQuiet::Events> DecideQuiet::operator()(const Acknowledge& wish) const {
    const auto agencies = answers_for(wish.content.agency);
    if (agencies.empty()) {
        return reject(
            "not_reminded",
            "Expected an agency that was reminded of " + state_.code + ", but " +
                (wish.content.agency.empty() ? "none was named" : wish.content.agency + " was not")
        );
    }
    return rests_until(wish.content).map([&](Instant until) {
        Events events;
        for (const std::string& agency : agencies) {
            const auto* known = acknowledgement_of(state_, agency);
            const bool same = known != nullptr && known->value.promise == wish.content.promise &&
                              known->value.note == wish.content.note &&
                              known->value.rests_until > occurred_at_;
            if (!same) {
                events.emplace_back(ReminderAcknowledged{
                    agency, wish.content.promise, until, wish.content.note});
            }
        }
        return events;
    });
}

Decision<DecideQuiet::Events> DecideQuiet::operator()(const Silence& wish) const {
    if (wish.content.reason.empty()) {
        return reject(
            "reason_required",
            "Expected a reason to be silent about " + state_.code + ", but got none"
        );
    }
    if (wish.content.until > plus_days(occurred_at_, quiet_days_max)) {
        return reject(
            "too_long",
            "Expected silence of at most " + std::to_string(quiet_days_max) +
                " days, but got one until " + to_rfc3339(wish.content.until) +
                "; renew it when it ends"
        );
    }
    const bool same =
        state_.course->silenced.stated() && state_.course->silenced.value == wish.content;
    return same ? Events{} : Events{wish.content};
}

}  // namespace dunghan::task
