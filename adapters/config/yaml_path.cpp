// Paths as messages write them, back to the place they stand at.
#include <charconv>

#include "adapters/config/yaml.h"

namespace dunghan::yaml {
namespace {

// Takes "states", "[3]" or "terms" off the front of "states[3].terms".
std::string_view take_step(std::string_view& path) {
    const std::size_t from = path.starts_with('.') ? 1 : 0;
    const std::size_t end = std::min(path.find_first_of(".[", from + 1), path.size());
    const std::string_view step = path.substr(from, end - from);
    path.remove_prefix(end);
    return step;
}

struct Place {
    YAML::Node node;
    YAML::Mark at;
};

std::optional<Place> entry_of(const YAML::Node& map, std::string_view key) {
    for (const auto& pair : map) {
        if (pair.first.IsScalar() && pair.first.Scalar() == key) {
            return Place{
                pair.second, pair.second.IsNull() ? pair.first.Mark() : pair.second.Mark()};
        }
    }
    return std::nullopt;
}

std::optional<Place> element_of(const YAML::Node& list, std::string_view step) {
    std::size_t index = 0;
    std::from_chars(step.data() + 1, step.data() + step.size(), index);
    if (index >= list.size()) {
        return std::nullopt;
    }
    const YAML::Node node = list[index];
    return Place{node, node.IsNull() ? list.Mark() : node.Mark()};
}

}  // namespace

std::string File::place_of(std::string_view path) const {
    YAML::Node node = root_;
    YAML::Mark at = root_.Mark();
    while (!path.empty()) {
        const std::string_view step = take_step(path);
        const auto place = node.IsMap()                                 ? entry_of(node, step)
                           : node.IsSequence() && step.starts_with('[') ? element_of(node, step)
                                                                        : std::nullopt;
        if (!place) {
            break;
        }
        node.reset(place->node);  // `=` would write into the tree
        at = place->at;
    }
    return place_of(at);
}

void File::refuse(const Problem& problem) {
    fail_with({ErrorCode::invalid, place_of(problem.where) + ": " + to_text(problem)});
}

}  // namespace dunghan::yaml
