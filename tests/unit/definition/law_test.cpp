// What a definition that passed promises, asked by trying out everything that can happen in it.
#include <deque>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <set>

#include "engine/definition/check.h"
#include "engine/definition/lookup.h"

#include "tests/support/any_definition.h"

namespace dunghan::testing {
namespace {

// A task somewhere in a definition: its state and the terms that run.
struct Place {
    std::string state;
    std::set<std::string> running;
    auto operator<=>(const Place&) const = default;
};

Place enter(const Definition& definition, const std::string& state, Place before) {
    before.state = state;
    for (const std::string& term : find_state(definition, state)->terms) {
        before.running.insert(term);
    }
    return before;
}

std::vector<Place> after(const Definition& definition, const Place& place) {
    std::vector<Place> places;
    for (const TransitionRule* out : transitions_from(definition, place.state)) {
        Place next = place;
        for (const std::string& term : out->meets) {
            next.running.erase(term);
        }
        places.push_back(enter(definition, out->to, std::move(next)));
    }
    return places;
}

std::set<Place> everywhere(const Definition& definition) {
    std::set<Place> seen;
    std::deque<Place> open{enter(definition, definition.initial, {})};
    while (!open.empty()) {
        const Place place = open.front();
        open.pop_front();
        if (seen.insert(place).second) {
            for (const Place& next : after(definition, place)) {
                open.push_back(next);
            }
        }
    }
    return seen;
}

// Whether some way of at most as many steps as there are states ends.
bool can_end(const Definition& definition, const std::string& state, std::size_t steps) {
    if (is_final(*find_state(definition, state))) {
        return true;
    }
    for (const TransitionRule* out : transitions_from(definition, state)) {
        if (steps > 0 && can_end(definition, out->to, steps - 1)) {
            return true;
        }
    }
    return false;
}

void keeps_its_promises(const Definition& definition) {
    std::set<std::string> visited;
    for (const Place& place : everywhere(definition)) {
        visited.insert(place.state);
        const StateRule& state = *find_state(definition, place.state);
        if (state.progress == StateProgress::completed) {
            RC_ASSERT(place.running.empty());
        }
        RC_ASSERT(can_end(definition, place.state, definition.states.size()));
    }
    RC_ASSERT(visited.size() == definition.states.size());
}

// One thing changed, as a slip of the hand would.
void slip(Definition& definition, Chance& chance) {
    TransitionRule& transition =
        definition.transitions[chance.below(definition.transitions.size())];
    StateRule& state = definition.states[chance.below(definition.states.size())];
    switch (chance.below(7)) {
        case 0: transition.to = state.id; break;
        case 1: transition.from = {state.id}; break;
        case 2: transition.meets.clear(); break;
        case 3: state.terms.clear(); break;
        case 4: std::swap(definition.transitions.back(), transition); break;
        case 5: definition.initial = state.id; break;
        default: state.progress = static_cast<StateProgress>(1 + chance.below(5));
    }
}

RC_GTEST_PROP(Check, PassesEveryDefinitionMadeToBeFit, (std::uint64_t seed)) {
    Chance chance(seed);
    const Definition definition = AnyDefinition(chance).next("work", 1);
    const auto faults = check(definition);
    RC_ASSERT(faults == std::vector<DefinitionFault>{});
    keeps_its_promises(definition);
}

RC_GTEST_PROP(Check, PassesNothingThatBreaksItsPromises, (std::uint64_t seed)) {
    Chance chance(seed);
    Definition definition = AnyDefinition(chance).next("work", 1);
    slip(definition, chance);
    slip(definition, chance);
    const bool fit = check(definition).empty();
    RC_TAG(fit);
    if (fit) {
        keeps_its_promises(definition);
    }
}

}  // namespace
}  // namespace dunghan::testing
