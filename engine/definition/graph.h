// States as numbers: where one can go, and what runs meanwhile. For engine/definition only; the
// definition must have passed check_values().
#pragma once

#include <functional>
#include <vector>

#include "engine/definition/definition.h"

namespace dunghan {

[[nodiscard]] std::size_t index_of(const Definition& definition, std::string_view state);

// One transition from one of its states.
struct Way {
    std::size_t from = 0;        // index into states
    std::size_t to = 0;          // likewise
    std::size_t transition = 0;  // index into transitions
};

// In the order of the transitions.
[[nodiscard]] std::vector<Way> ways_of(const Definition& definition);

// Which of `count` nodes can be reached from `starts`; `next` calls back with each neighbour.
using Neighbours = std::function<void(std::size_t node, const std::function<void(std::size_t)>&)>;
[[nodiscard]] std::vector<bool> reached_from(
    std::size_t count, const std::vector<std::size_t>& starts, const Neighbours& next
);

}  // namespace dunghan
