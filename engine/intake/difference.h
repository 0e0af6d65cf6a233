// What a document says of one task against what the log knows: the wishes that would bring the log
// up to date. Pure. A document that says nothing new wishes nothing.
#pragma once

#include <vector>

#include "engine/intake/facts.h"
#include "engine/task/command.h"
#include "engine/task/state.h"

namespace dunghan::intake {

struct Wish {
    task::Command command;
    Instant occurred_at;
};

// `effective`: from when on what the document says counts. Text that differs in white space only is
// the same text.
[[nodiscard]] std::vector<Wish> difference(
    const Fact& fact, const task::State& known, Instant effective
);

}  // namespace dunghan::intake
