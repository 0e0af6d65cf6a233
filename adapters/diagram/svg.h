// A definition as a picture: SVG that a person likes to look at and a screen reader can tell.
#pragma once

#include <string>

#include "engine/definition/definition.h"

namespace dunghan {

// States as boxes from top to bottom, in the order of the definition with the initial one first;
// transitions as labelled arrows, dashed where silence takes them. No script, no font, nothing from
// outside. The definition must be fit (check()). The same definition gives the same octets.
[[nodiscard]] std::string draw_svg(const Definition& definition);

}  // namespace dunghan
