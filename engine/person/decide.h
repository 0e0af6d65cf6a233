// May this be written of the person?
#pragma once

#include <vector>

#include "engine/base/result.h"
#include "engine/person/command.h"
#include "engine/person/state.h"

namespace dunghan::person {

// No rejection repeats an id that is none: a name may stand there. Rejections: bad_person (the id
// is no pseudonym, or nothing is sealed), erased (described again after the erasure: give the
// person a new id), no_such_person, basis_missing.
[[nodiscard]] Decision<std::vector<Event>> decide(const State& state, const Command& command);

}  // namespace dunghan::person
