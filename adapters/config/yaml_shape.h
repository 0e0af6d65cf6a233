// What yaml-cpp lets pass and an operator did not mean. For adapters/config only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <yaml-cpp/yaml.h>

namespace dunghan::yaml {

struct ShapeProblem {
    YAML::Mark at;
    std::string problem;  // "Expected …, but …"
};

// The first of: aliases and anchors (they may refer to themselves), explicit types, quotes left
// open to the end of their line, nesting beyond 16 levels, a second document. Throws YAML's own
// exceptions where the text is no YAML.
[[nodiscard]] std::optional<ShapeProblem> problem_in_shape(const std::string& text);

}  // namespace dunghan::yaml
