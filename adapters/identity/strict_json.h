// JSON objects of others, read strictly: what two readers could read in two ways is refused.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

namespace dunghan::identity {

// Nothing: it is no object, a name stands there twice, or it is deeper than eight levels.
[[nodiscard]] std::optional<nlohmann::json> strict_object(std::string_view text);

}  // namespace dunghan::identity
