#include "engine/task/terms.h"

#include <algorithm>

#include "engine/deadline/due.h"
#include "engine/task/judge.h"
#include "engine/task/milestones.h"

namespace dunghan::task {
namespace {

using Events = std::vector<Event>;

const TermRule* term_of(const Definition& definition, const std::string& id) {
    const auto found = std::ranges::find(definition.terms, id, &TermRule::id);
    return found == definition.terms.end() ? nullptr : &*found;
}

// What silence ends, as a term of its own.
TermRule deemed_term(const StateRule& state) {
    TermRule rule;
    rule.id = state.deemed.transition;
    rule.label = state.name;
    rule.budget = state.deemed.budget;
    rule.roll = state.deemed.roll;
    rule.basis = state.deemed.basis;
    return rule;
}

std::uint32_t next_number(const State& state) {
    return state.course->terms.empty()
               ? first_term
               : std::max(first_term, state.course->terms.rbegin()->first + 1);
}

}  // namespace

Decision<Reckoning> Terms::reckon(
    const TermRule& rule, Instant anchor, const std::vector<Pause>& pauses
) const {
    if (rules_.calendar == nullptr) {
        return reject(
            "no_calendar",
            "Expected a calendar to reckon '" + rule.label + "' with (" + state_.code +
                "), but none is published; publish one: dunghan publish vn.yaml"
        );
    }
    const auto due = compute_due(rule, anchor, pauses, *rules_.calendar, rules_.zone);
    if (!due) {
        return reject("bad_term", due.error().detail);
    }
    return Reckoning{anchor, due->due_before, due->provisional, rules_.calendar->label(), pauses};
}

std::vector<std::uint32_t> Terms::running() const {
    std::vector<std::uint32_t> numbers;
    for (const auto& [number, term] : state_.course->terms) {
        const bool ended_with_its_state =
            !term.started.value.deemed.empty() && is_newer(state_.course->entered, term.started);
        if (term.started.stated() && !is_met(state_, number) && !ended_with_its_state) {
            numbers.push_back(number);
        }
    }
    return numbers;
}

std::vector<std::uint32_t> Terms::running(const std::string& id) const {
    auto numbers = running();
    std::erase_if(numbers, [&](std::uint32_t number) {
        const Term& term = state_.course->terms.at(number);
        return term.started.value.rule.id != id || !term.started.value.deemed.empty();
    });
    return numbers;
}

Decision<TermStarted> Terms::started(
    std::uint32_t number, const TermRule& rule, const std::string& deemed
) const {
    return reckon(rule, occurred_at_, {}).map([&](Reckoning reckoning) {
        return TermStarted{number, rule, std::move(reckoning), deemed};
    });
}

Decision<Events> Terms::start(const StateRule& entered, const std::vector<std::uint32_t>& met)
    const {
    Events events;
    std::uint32_t number = next_number(state_);
    const auto add = [&](const TermRule& rule, const std::string& deemed) -> Decision<void> {
        return started(number, rule, deemed).map([&](TermStarted event) {
            events.emplace_back(std::move(event));
            ++number;
        });
    };
    for (const std::string& id : entered.terms) {
        const bool runs = std::ranges::any_of(running(id), [&](std::uint32_t known) {
            return std::ranges::count(met, known) == 0;
        });
        const TermRule* rule = term_of(*rules_.definition, id);
        if (runs || rule == nullptr) {
            continue;
        }
        if (auto added = add(*rule, ""); !added) {
            return tl::unexpected(std::move(added.error()));
        }
    }
    if (!entered.deemed.transition.empty()) {
        if (auto added = add(deemed_term(entered), entered.deemed.transition); !added) {
            return tl::unexpected(std::move(added.error()));
        }
    }
    return events;
}

bool Terms::is_extended(std::uint32_t number) const {
    return due_in_force(state_, number) != reckoning_in_force(state_, number)->due_before;
}

Decision<TermMoved> Terms::moved(
    std::uint32_t number,
    const TermRule& rule,
    Instant anchor,
    const std::vector<Pause>& pauses,
    MoveCause cause
) const {
    return reckon(rule, anchor, pauses).map([&](Reckoning reckoning) {
        return TermMoved{number, rule, std::move(reckoning), cause, "", ""};
    });
}

// An extension fixed a date; the clock stood still behind it, so that the date moves as many days.
Decision<TermMoved> Terms::lengthened(std::uint32_t number, const Pause& pause) const {
    const TermRule& rule = *rule_in_force(state_, number);
    const Reckoning& before = *reckoning_in_force(state_, number);
    auto pauses = before.pauses;
    pauses.push_back(pause);
    if (!is_extended(number)) {
        return moved(number, rule, before.anchor, pauses, MoveCause::resumed);
    }
    const Instant end = *due_in_force(state_, number);
    auto without = reckon(rule, before.anchor, before.pauses);
    auto with = reckon(rule, before.anchor, pauses);
    if (!with || !without) {
        return tl::unexpected(with ? without.error() : with.error());
    }
    with->due_before = moved_alike(end, rule, without->due_before, with->due_before);
    return TermMoved{number, rule, std::move(*with), MoveCause::resumed, "", ""};
}

// As far behind `end` as `to` is behind `from`, in the unit of the rule.
Instant Terms::moved_alike(Instant end, const TermRule& rule, Instant from, Instant to) const {
    if (rule.budget.unit != BudgetUnit::working_days) {
        return plus_ms(end, to.ms - from.ms);
    }
    const auto last_day = [&](Instant at) { return date_at(plus_ms(at, -1), rules_.zone); };
    const Calendar& calendar = *rules_.calendar;
    const auto days = calendar.count_working_days(last_day(from), last_day(to)).amount;
    return start_of(next_day(calendar.add_working_days(last_day(end), days).date), rules_.zone);
}

Decision<Events> Terms::resume(const std::string& reason) const {
    Events events;
    const Pause pause{state_.course->suspended.occurred_at, occurred_at_};
    for (const std::uint32_t number : running()) {
        const auto before = due_in_force(state_, number);
        if (before && *before <= pause.from) {
            continue;  // it was over when the clock stopped, and stays so
        }
        auto event = lengthened(number, pause);
        if (!event) {
            return tl::unexpected(std::move(event.error()));
        }
        event->reason = reason;
        events.emplace_back(std::move(*event));
    }
    return events;
}

std::vector<std::uint32_t> Terms::reckonable() const {
    auto numbers = running();
    std::erase_if(numbers, [&](std::uint32_t number) { return is_extended(number); });
    return numbers;
}

Decision<Events> Terms::reckon_anew(const std::string& reason) const {
    Events events;
    for (const std::uint32_t number : reckonable()) {
        const Reckoning& before = *reckoning_in_force(state_, number);
        auto event = moved(
            number,
            *rule_in_force(state_, number),
            before.anchor,
            before.pauses,
            MoveCause::calendar
        );
        if (!event) {
            return tl::unexpected(std::move(event.error()));
        }
        const bool same = event->reckoning.due_before == before.due_before &&
                          event->reckoning.provisional == before.provisional;
        if (!same) {
            event->reason = reason;
            events.emplace_back(std::move(*event));
        }
    }
    return events;
}

Decision<Events> Terms::migrate(const Definition& to, const std::string& reason) const {
    Events events;
    for (const std::uint32_t number : running()) {
        const Reckoning& before = *reckoning_in_force(state_, number);
        const TermRule& rule = *rule_in_force(state_, number);
        const TermRule* next = term_of(to, rule.id);
        if (next == nullptr || *next == rule || is_extended(number)) {
            continue;
        }
        auto event = moved(number, *next, before.anchor, before.pauses, MoveCause::migrated);
        if (!event) {
            return tl::unexpected(std::move(event.error()));
        }
        event->reason = reason;
        event->basis = next->basis;
        events.emplace_back(std::move(*event));
    }
    return events;
}

Decision<Events> Terms::restart(
    std::uint32_t number, const std::string& reason, const std::string& basis
) const {
    return moved(number, *rule_in_force(state_, number), occurred_at_, {}, MoveCause::restarted)
        .map([&](TermMoved event) {
            event.reason = reason;
            event.basis = basis;
            return Events{std::move(event)};
        });
}

}  // namespace dunghan::task
