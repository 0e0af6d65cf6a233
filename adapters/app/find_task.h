// A task by its code, as a reader asks about it.
#pragma once

#include <string>

#include "engine/definition/definition.h"

#include "adapters/app/session.h"

namespace dunghan::app {

struct Found {
    StreamId stream;
    task::State state;
};

// As of the instants of `reading`. Errors: not_found, those of the store.
[[nodiscard]] Result<Found> find_task(const Reading& reading, const std::string& code);

// The definition a task follows, in its version. Nothing: it follows none. Errors: those of the
// store, corruption.
[[nodiscard]] Result<std::optional<Definition>> definition_of(
    const Store& store, const task::State& state
);

// What may be taken where the task stands: "submit (Gửi hồ sơ), withdraw (Rút)".
[[nodiscard]] std::string transitions_from_here(
    const Definition& definition, const task::State& state
);

}  // namespace dunghan::app
