// Each state and each transition by itself.
#include "engine/definition/faults.h"
#include "engine/definition/lookup.h"

namespace dunghan {
namespace {

// What a transition asks of whoever takes it; "": nothing.
std::string_view asked_by(const TransitionRule& transition) {
    return transition.evidence      ? "evidence"
           : transition.reason      ? "reason"
           : transition.basis       ? "basis"
           : transition.next_holder ? "next_holder"
                                    : "";
}

class Rules {
 public:
    Rules(const Definition& definition, Faults& faults)
        : definition_(definition), faults_(faults) {}

    void check() {
        check_initial();
        for (std::size_t i = 0; i < definition_.states.size(); ++i) {
            check_state(at("states", i), definition_.states[i]);
        }
        for (std::size_t i = 0; i < definition_.transitions.size(); ++i) {
            check_transition(at("transitions", i), definition_.transitions[i]);
        }
    }

 private:
    // find_state cannot miss: check_values came before.
    [[nodiscard]] const StateRule& state(const std::string& id) const {
        return *find_state(definition_, id);
    }

    void check_initial() {
        const StateRule& initial = state(definition_.initial);
        if (is_final(initial)) {
            faults_.refuse("initial", "an open state", quoted(initial.id) + ", which is final");
        }
        if (initial.ball == Role::appraiser) {
            faults_.refuse(
                "initial",
                "a state whose ball lies with somebody known",
                quoted(initial.id) + ": nobody was handed the task yet"
            );
        }
    }

    void check_state(const std::string& path, const StateRule& state) {
        if (state.ball == Role::system) {
            faults_.refuse(path + ".ball", "somebody who can be reminded", "system");
        }
        if (is_final(state)) {
            check_final(path, state);
        } else if (state.paused && !state.terms.empty()) {
            faults_.refuse(
                path + ".terms",
                "left out of a paused state",
                quoted(state.terms.front()) + ", which would stand still as it begins"
            );
        }
        if (!state.deemed.transition.empty()) {
            check_deemed(path + ".deemed.transition", state);
        }
    }

    void check_final(const std::string& path, const StateRule& state) {
        if (!state.terms.empty()) {
            faults_.refuse(
                path + ".terms", "left out of a final state", quoted(state.terms.front())
            );
        }
        if (state.paused) {
            faults_.refuse(path + ".paused", "left out of a final state", "true");
        }
        if (!state.deemed.transition.empty()) {
            faults_.refuse(
                path + ".deemed", "left out of a final state", quoted(state.deemed.transition)
            );
        }
    }

    void check_deemed(const std::string& path, const StateRule& state) {
        const TransitionRule& transition = *find_transition(definition_, state.deemed.transition);
        if (!leaves(transition, state.id)) {
            faults_.refuse(
                path,
                "a transition from " + quoted(state.id),
                quoted(transition.id) + ", which leaves other states"
            );
        } else if (!asked_by(transition).empty()) {
            faults_.refuse(
                path,
                "a transition that asks for nothing",
                quoted(transition.id) + ", which requires " + std::string(asked_by(transition)) +
                    "; silence brings none"
            );
        } else if (!may_take(transition, Role::system)) {
            faults_.refuse(
                path,
                "a transition that system may take",
                quoted(transition.id) + "; add system to its `by`"
            );
        }
    }

    void check_transition(const std::string& path, const TransitionRule& transition) {
        for (std::size_t i = 0; i < transition.from.size(); ++i) {
            if (is_final(state(transition.from[i]))) {
                faults_.refuse(
                    at(path + ".from", i),
                    "an open state",
                    quoted(transition.from[i]) + ", which is final: nothing follows it"
                );
            }
        }
        check_system(path, transition);
        check_hand_over(path, transition);
        check_into_itself(path, transition);
    }

    // Only silence makes the engine act by itself.
    void check_system(const std::string& path, const TransitionRule& transition) {
        for (std::size_t i = 0; i < transition.by.size(); ++i) {
            if (transition.by[i] == Role::system && !taken_by_silence(transition)) {
                faults_.refuse(
                    at(path + ".by", i),
                    "somebody who acts",
                    "system, though no state has " + quoted(transition.id) + " as deemed.transition"
                );
            }
        }
    }

    [[nodiscard]] bool taken_by_silence(const TransitionRule& transition) const {
        for (const StateRule& state : definition_.states) {
            if (state.deemed.transition == transition.id) {
                return true;
            }
        }
        return false;
    }

    void check_hand_over(const std::string& path, const TransitionRule& transition) {
        const bool lies_with_appraiser = state(transition.to).ball == Role::appraiser;
        if (transition.next_holder && !lies_with_appraiser) {
            const std::string place = path + ".requires";
            faults_.add(
                place,
                "Expected " + place + " to leave out next_holder, because in " +
                    quoted(transition.to) + " the ball goes to no appraiser, but it is there"
            );
        }
        if (transition.next_holder || !lies_with_appraiser) {
            return;
        }
        for (const std::string& from : transition.from) {
            if (state(from).ball != Role::appraiser) {
                faults_.add(
                    path,
                    "Expected " + path + " to require next_holder, because in " +
                        quoted(transition.to) + " the ball goes to an appraiser, but from " +
                        quoted(from) + " nobody was named"
                );
                return;
            }
        }
    }

    void check_into_itself(const std::string& path, const TransitionRule& transition) {
        const bool useful =
            transition.next_holder || transition.evidence || begins_again(transition);
        if (leaves(transition, transition.to) && !useful) {
            faults_.refuse(
                path + ".to",
                "another state",
                quoted(transition.to) +
                    ", where it begins; into itself only to hand over (next_holder), to begin a "
                    "term again (meets) or with evidence"
            );
        }
    }

    [[nodiscard]] bool begins_again(const TransitionRule& transition) const {
        for (const std::string& term : transition.meets) {
            if (begins(state(transition.to), term)) {
                return true;
            }
        }
        return false;
    }

    const Definition& definition_;
    Faults& faults_;
};

}  // namespace

void check_rules(const Definition& definition, Faults& faults) {
    Rules(definition, faults).check();
}

}  // namespace dunghan
