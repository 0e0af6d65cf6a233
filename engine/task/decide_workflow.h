// Which wishes about a task's place in its definition are granted. Called by decide().
#pragma once

#include <vector>

#include "engine/base/result.h"
#include "engine/task/command.h"
#include "engine/task/rules.h"
#include "engine/task/state.h"

namespace dunghan::task {

class DecideWorkflow {
 public:
    using Events = std::vector<Event>;

    DecideWorkflow(const State& state, Instant occurred_at, const Rules& rules)
        : state_(state), occurred_at_(occurred_at), rules_(rules) {}

    [[nodiscard]] Decision<Events> operator()(const Bind& wish) const;
    [[nodiscard]] Decision<Events> operator()(const TakeTransition& wish) const;
    [[nodiscard]] Decision<Events> operator()(const TakeDeemed& wish) const;
    [[nodiscard]] Decision<Events> operator()(const SuspendClock& wish) const;
    [[nodiscard]] Decision<Events> operator()(const ResumeClock& wish) const;
    [[nodiscard]] Decision<Events> operator()(const RestartTerm& wish) const;
    [[nodiscard]] Decision<Events> operator()(const Migrate& wish) const;
    [[nodiscard]] Decision<Events> operator()(const ReckonTerms& wish) const;

 private:
    [[nodiscard]] Decision<const TransitionRule*> transition_from_here(const std::string& id) const;
    [[nodiscard]] Decision<void> may_take(
        const TransitionRule& transition, const TakeTransition& wish
    ) const;
    [[nodiscard]] Decision<void> has_all_it_takes(
        const TransitionRule& transition, const TakeTransition& wish
    ) const;
    [[nodiscard]] Decision<Events> take(
        const TransitionRule& transition, const TakeTransition& wish, bool deemed
    ) const;

    [[nodiscard]] Rejection no_such_state(const std::string& id) const;
    [[nodiscard]] Rejection no_definition() const;

    const State& state_;
    Instant occurred_at_;
    const Rules& rules_;
};

}  // namespace dunghan::task
