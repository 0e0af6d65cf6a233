// A task as `replay` and `diff` tell it to programs: everything its events say, and the verdict.
#pragma once

#include <nlohmann/json.hpp>

#include "engine/directory/directory.h"
#include "engine/person/state.h"
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

// Who answers for whom, and that somebody is erased. Never the personal data themselves: the whole
// state of an instant is the same octets for ever, and `person show` is there for the rest.
[[nodiscard]] Json person_state_json(const std::string& id, const person::State& person);

[[nodiscard]] Json digest_state_json(const StreamId& stream, const DigestAt& digest);

}  // namespace dunghan::app
