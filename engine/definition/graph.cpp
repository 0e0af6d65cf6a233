#include "engine/definition/graph.h"

#include "engine/definition/lookup.h"

namespace dunghan {

std::size_t index_of(const Definition& definition, std::string_view state) {
    return static_cast<std::size_t>(find_state(definition, state) - definition.states.data());
}

std::vector<Way> ways_of(const Definition& definition) {
    std::vector<Way> ways;
    for (std::size_t i = 0; i < definition.transitions.size(); ++i) {
        const TransitionRule& transition = definition.transitions[i];
        for (const std::string& from : transition.from) {
            ways.push_back({index_of(definition, from), index_of(definition, transition.to), i});
        }
    }
    return ways;
}

std::vector<bool> reached_from(
    std::size_t count, const std::vector<std::size_t>& starts, const Neighbours& next
) {
    std::vector<bool> reached(count, false);
    std::vector<std::size_t> open;
    const auto reach = [&](std::size_t node) {
        if (!reached[node]) {
            reached[node] = true;
            open.push_back(node);
        }
    };
    for (const std::size_t start : starts) {
        reach(start);
    }
    while (!open.empty()) {
        const std::size_t node = open.back();
        open.pop_back();
        next(node, reach);
    }
    return reached;
}

}  // namespace dunghan
