// Starting and moving the terms of a task: rules and calendar -> settled ends.
#pragma once

#include <vector>

#include "engine/base/result.h"
#include "engine/task/event.h"
#include "engine/task/rules.h"
#include "engine/task/state.h"

namespace dunghan::task {

class Terms {
 public:
    Terms(const State& state, Instant occurred_at, const Rules& rules)
        : state_(state), occurred_at_(occurred_at), rules_(rules) {}

    // Rejections: no_calendar, bad_term.
    [[nodiscard]] Decision<Reckoning> reckon(
        const TermRule& rule, Instant anchor, const std::vector<Pause>& pauses
    ) const;

    // Those of a state that is being entered, unless they run already, and its own end when silence
    // ends it. `met`: numbers that the transition meets.
    [[nodiscard]] Decision<std::vector<Event>> start(
        const StateRule& entered, const std::vector<std::uint32_t>& met
    ) const;

    // Numbers of the running terms with that id: started, and not met.
    [[nodiscard]] std::vector<std::uint32_t> running(const std::string& id) const;
    [[nodiscard]] std::vector<std::uint32_t> running() const;

    // Every running term, longer by the time since the clock was suspended.
    [[nodiscard]] Decision<std::vector<Event>> resume(const std::string& reason) const;

    // Numbers of those that the calendar decides about: running, and not fixed by an extension.
    [[nodiscard]] std::vector<std::uint32_t> reckonable() const;

    // Each of them as the present calendar reckons it, without those it leaves where they are.
    [[nodiscard]] Decision<std::vector<Event>> reckon_anew(const std::string& reason) const;

    // Those whose rule is another one in the new definition.
    [[nodiscard]] Decision<std::vector<Event>> migrate(
        const Definition& to, const std::string& reason
    ) const;

    [[nodiscard]] Decision<std::vector<Event>> restart(
        std::uint32_t number, const std::string& reason, const std::string& basis
    ) const;

 private:
    [[nodiscard]] Decision<TermMoved> moved(
        std::uint32_t number,
        const TermRule& rule,
        Instant anchor,
        const std::vector<Pause>& pauses,
        MoveCause cause
    ) const;
    [[nodiscard]] Decision<TermMoved> lengthened(std::uint32_t number, const Pause& pause) const;
    [[nodiscard]] Decision<TermStarted> started(
        std::uint32_t number, const TermRule& rule, const std::string& deemed
    ) const;
    [[nodiscard]] Instant moved_alike(Instant end, const TermRule& rule, Instant from, Instant to)
        const;
    [[nodiscard]] bool is_extended(std::uint32_t number) const;

    const State& state_;
    Instant occurred_at_;
    const Rules& rules_;
};

}  // namespace dunghan::task
