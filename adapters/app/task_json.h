// A task as `replay` and `diff` tell it to programs: everything its events say, and the verdict.
#pragma once

#include <nlohmann/json.hpp>

#include "engine/directory/directory.h"
#include "engine/projection/history.h"
#include "engine/task/judge.h"

namespace dunghan::app {

using Json = nlohmann::ordered_json;

// Facts that were never stated are null or empty lists; instants are UTC. `directory` names the
// parties.
[[nodiscard]] Json task_json(
    const StreamId& stream,
    const task::State& state,
    const task::Judgement& judgement,
    const Directory& directory
);

[[nodiscard]] Json digest_state_json(const StreamId& stream, const DigestAt& digest);

}  // namespace dunghan::app
