// Finding one's way in a definition.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/definition/definition.h"

namespace dunghan {

// By id; null: there is none. Valid as long as the definition.
[[nodiscard]] const StateRule* find_state(const Definition& definition, std::string_view id);
[[nodiscard]] const TransitionRule* find_transition(
    const Definition& definition, std::string_view id
);
[[nodiscard]] const TermRule* find_term(const Definition& definition, std::string_view id);

// What leads out of a state, in the order of the definition; its deemed transition is among them.
[[nodiscard]] std::vector<const TransitionRule*> transitions_from(
    const Definition& definition, std::string_view state
);

// Completed or cancelled: the work has ended there.
[[nodiscard]] bool is_final(const StateRule& state);

// Whether entering the state begins the term, unless it runs already; whether the transition meets
// it.
[[nodiscard]] bool begins(const StateRule& state, std::string_view term);
[[nodiscard]] bool meets(const TransitionRule& transition, std::string_view term);

[[nodiscard]] bool leaves(const TransitionRule& transition, std::string_view state);

// Whether `role` may take it.
[[nodiscard]] bool may_take(const TransitionRule& transition, Role role);

}  // namespace dunghan
