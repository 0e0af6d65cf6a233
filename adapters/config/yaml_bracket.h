// Where the hand slipped when the parser gives up lines later. For adapters/config only.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace dunghan::yaml {

// The innermost { or [ of `text` that is not closed in it: an octet's place.
[[nodiscard]] std::optional<std::size_t> bracket_left_open(std::string_view text);

}  // namespace dunghan::yaml
