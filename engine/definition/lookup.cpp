#include "engine/definition/lookup.h"

#include <algorithm>

namespace dunghan {
namespace {

template <class Rule>
const Rule* find_by_id(const std::vector<Rule>& rules, std::string_view id) {
    const auto found = std::ranges::find(rules, id, &Rule::id);
    return found == rules.end() ? nullptr : &*found;
}

template <class T, class V>
bool holds(const std::vector<T>& list, const V& value) {
    return std::ranges::find(list, value) != list.end();
}

}  // namespace

const StateRule* find_state(const Definition& definition, std::string_view id) {
    return find_by_id(definition.states, id);
}

const TransitionRule* find_transition(const Definition& definition, std::string_view id) {
    return find_by_id(definition.transitions, id);
}

const TermRule* find_term(const Definition& definition, std::string_view id) {
    return find_by_id(definition.terms, id);
}

std::vector<const TransitionRule*> transitions_from(
    const Definition& definition, std::string_view state
) {
    std::vector<const TransitionRule*> found;
    for (const TransitionRule& transition : definition.transitions) {
        if (leaves(transition, state)) {
            found.push_back(&transition);
        }
    }
    return found;
}

bool is_final(const StateRule& state) {
    switch (state.progress) {
        case StateProgress::not_started:
        case StateProgress::in_progress:
        case StateProgress::submitted: return false;
        case StateProgress::completed:
        case StateProgress::cancelled: return true;
    }
    return false;
}

bool begins(const StateRule& state, std::string_view term) {
    return holds(state.terms, term);
}

bool meets(const TransitionRule& transition, std::string_view term) {
    return holds(transition.meets, term);
}

bool leaves(const TransitionRule& transition, std::string_view state) {
    return holds(transition.from, state);
}

bool may_take(const TransitionRule& transition, Role role) {
    return transition.by.empty() || holds(transition.by, role);
}

}  // namespace dunghan
