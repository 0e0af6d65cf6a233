// Chart, layout and texts of one definition together: what svg.cpp draws and tests measure. For
// adapters/diagram only.
#pragma once

#include "engine/definition/definition.h"

#include "adapters/diagram/blocks.h"
#include "adapters/diagram/chart.h"

namespace dunghan::diagram {

inline constexpr Size box_padding{14, 9};

struct Picture {
    std::vector<const StateRule*> states;  // the initial one first, then as in the definition
    std::vector<TextBlock> boxes;          // of each state
    std::vector<TextBlock> labels;         // of each transition
    Chart chart;
    Layout layout;
};

[[nodiscard]] Picture picture_of(const Definition& definition);

}  // namespace dunghan::diagram
