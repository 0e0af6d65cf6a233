// What the boxes and arrows of a definition say.
#pragma once

#include "engine/definition/definition.h"

#include "adapters/diagram/text_block.h"

namespace dunghan::diagram {

// Its name, who has the ball in it, the terms that begin, whether clocks stand still.
[[nodiscard]] TextBlock block_of(const Definition& definition, const StateRule& state);

// Its name, who may take it, what it asks for, which clocks it stops, after which silence it
// happens by itself.
[[nodiscard]] TextBlock block_of(const Definition& definition, const TransitionRule& transition);

// Whether some state takes it when nobody acts.
[[nodiscard]] bool is_deemed(const Definition& definition, const TransitionRule& transition);

}  // namespace dunghan::diagram
