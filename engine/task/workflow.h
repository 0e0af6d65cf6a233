// Where a task stands in its definition. The names are those of the definition in the version the
// task follows.
#pragma once

#include <optional>
#include <string>

#include "engine/task/state.h"

namespace dunghan::task {

struct Following {
    std::string definition;
    std::uint32_t version = 0;  // 0: it follows none
};

[[nodiscard]] Following following(const State& state);

// The state it is in: the latest of bound, entered, migrated. Empty: it follows no definition.
[[nodiscard]] const std::string& state_name(const State& state);

// Its clock stands still.
[[nodiscard]] bool is_suspended(const State& state);

// What happens by itself, unless something else happens before: the transition of a term whose end
// takes one. Nothing while the clock stands still.
struct Deemed {
    Instant at;
    std::uint32_t milestone = 0;  // number of the term
    std::string transition;
};

[[nodiscard]] std::optional<Deemed> next_deemed(const State& state);

// The latest that `agency` acknowledged. Null: nothing.
[[nodiscard]] const Dated<ReminderAcknowledged>* acknowledgement_of(
    const State& state, const std::string& agency
);

// The parent's stream id; empty: none.
[[nodiscard]] const std::string& parent_of(const State& state);

}  // namespace dunghan::task
