#include "engine/task/milestones.h"

namespace dunghan::task {
namespace {

const Term* term_of(const State& state, std::uint32_t number) {
    const auto found = state.course->terms.find(number);
    return found != state.course->terms.end() && found->second.started.stated() ? &found->second
                                                                                : nullptr;
}

bool has_moved(const Term& term) {
    return is_newer(term.moved, term.started);
}

}  // namespace

bool has_milestone(const State& state, std::uint32_t number) {
    return number < state.milestones.value.size() || term_of(state, number) != nullptr;
}

const TermRule* rule_in_force(const State& state, std::uint32_t number) {
    const Term* term = term_of(state, number);
    if (term == nullptr) {
        return nullptr;
    }
    return has_moved(*term) ? &term->moved.value.rule : &term->started.value.rule;
}

const Reckoning* reckoning_in_force(const State& state, std::uint32_t number) {
    const Term* term = term_of(state, number);
    if (term == nullptr) {
        return nullptr;
    }
    return has_moved(*term) ? &term->moved.value.reckoning : &term->started.value.reckoning;
}

std::optional<Milestone> milestone_of(const State& state, std::uint32_t number) {
    if (number < state.milestones.value.size()) {
        return state.milestones.value[number];
    }
    const TermRule* rule = rule_in_force(state, number);
    if (rule == nullptr) {
        return std::nullopt;
    }
    return Milestone{
        rule->label,
        DeadlineForm::day,
        to_vietnamese(*rule),
        reckoning_in_force(state, number)->due_before,
        std::nullopt};
}

}  // namespace dunghan::task
