// Documents become rules together: all of them, or none.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/runtime/publish.h"

namespace dunghan::app {

// As publish_all(), but none is in where one is refused: they are tried out first, where nothing is
// written.
[[nodiscard]] Result<std::vector<std::uint64_t>> publish_together(
    Engine& engine, const std::vector<Publication>& documents, const std::string& actor
);

// What became of each: its name, stream and digest, and how many events it made; 0: the log held
// this very document already.
[[nodiscard]] nlohmann::ordered_json published_json(
    const std::vector<Publication>& documents, const std::vector<std::uint64_t>& events
);

}  // namespace dunghan::app
