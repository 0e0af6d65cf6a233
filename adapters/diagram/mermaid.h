// A definition in Mermaid's language, for pages and wikis that draw it themselves.
#pragma once

#include <string>

#include "engine/definition/definition.h"

namespace dunghan {

// A stateDiagram-v2 with the same names and remarks as the SVG. Ids have underscores for hyphens
// and an s_ before them, so that no state is one of Mermaid's own words.
[[nodiscard]] std::string draw_mermaid(const Definition& definition);

}  // namespace dunghan
