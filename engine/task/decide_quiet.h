// Which wishes that keep reminders quiet are granted: an acknowledgement, a silence. Called by
// decide().
#pragma once

#include <vector>

#include "engine/base/result.h"
#include "engine/task/command.h"
#include "engine/task/rules.h"
#include "engine/task/state.h"

namespace dunghan::task {

class DecideQuiet {
 public:
    using Events = std::vector<Event>;

    DecideQuiet(const State& state, Instant occurred_at, const Rules& rules)
        : state_(state), occurred_at_(occurred_at), rules_(rules) {}

    // Rejections: not_reminded, in_the_past, too_long, no_policy.
    [[nodiscard]] Decision<Events> operator()(const Acknowledge& wish) const;
    // Rejections: reason_required, too_long.
    [[nodiscard]] Decision<Events> operator()(const Silence& wish) const;

 private:
    [[nodiscard]] std::vector<std::string> answers_for(const std::string& agency) const;
    // The start of the first day on which the ladder goes on.
    [[nodiscard]] Decision<Instant> rests_until(const ReminderAcknowledged& content) const;

    const State& state_;
    Instant occurred_at_;
    const Rules& rules_;
};

}  // namespace dunghan::task
