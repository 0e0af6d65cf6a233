// The dated parts of a task, by number: what a document printed counts from 0, the terms that its
// definition started from `first_term` on. Extensions, reminders and "met" speak of both alike.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/task/state.h"

namespace dunghan::task {

// Calls `visit(number)` for each printed milestone, then for each term. Terms whose end takes a
// transition by itself are not due to anybody and are left out.
template <class Visit>
void for_each_milestone(const State& state, const Visit& visit) {
    for (std::uint32_t number = 0; number < state.milestones.value.size(); ++number) {
        visit(number);
    }
    for (const auto& [number, term] : state.course->terms) {
        if (term.started.stated() && term.started.value.deemed.empty()) {
            visit(number);
        }
    }
}

[[nodiscard]] bool has_milestone(const State& state, std::uint32_t number);

// As it would stand in a list; a term as a day that is due, printed as its rule. Nothing: no such
// number.
[[nodiscard]] std::optional<Milestone> milestone_of(const State& state, std::uint32_t number);

// A running term as it was started or last moved. Null: no such term.
[[nodiscard]] const TermRule* rule_in_force(const State& state, std::uint32_t number);
[[nodiscard]] const Reckoning* reckoning_in_force(const State& state, std::uint32_t number);

}  // namespace dunghan::task
