// Whether a definition is fit to be published. What it refuses would leave a task somewhere without
// a way on, a clock that nobody stops, or a person waiting for nobody.
#pragma once

#include <string>
#include <vector>

#include "engine/definition/definition.h"

namespace dunghan {

struct DefinitionFault {
    std::string path;     // what it is about, as in the file: "states[3].terms[0]"
    std::string problem;  // "Expected states[3].terms[0] to be …, but got …"
    bool operator==(const DefinitionFault&) const = default;
};

// Empty: fit. The questions build on each other, and the first round with a fault is the last one
// asked, so that one mistake gives one fault:
//   values  ids of a-z, 0-9 and hyphens, once each; what is named exists; budgets within limits;
//           printed terms have a due date; limits::definition_*_max
//   rules   final states begin nothing and are not left; a paused state begins no terms; silence
//           takes a transition out of its state that asks for nothing; whom the ball goes to is
//           named exactly where it goes to somebody new; transitions into their own state do
//           something
//   ways    every state is reached, every open one leads to a final one, silence comes to rest
//   clocks  every term is begun and met, met where it may run, and met when the task completes
[[nodiscard]] std::vector<DefinitionFault> check(const Definition& definition);

}  // namespace dunghan
