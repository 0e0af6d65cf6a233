// Running tasks that a new version of their definition leaves on theirs, and what migrating each of
// them would do.
#pragma once

#include <set>

#include "engine/forecast/day.h"
#include "engine/runtime/engine.h"

namespace dunghan::forecast {

// Of a running term.
struct TermAfter {
    std::uint32_t milestone = 0;  // its number, from 256
    std::string label;
    std::optional<Instant> before;
    Instant after;
};

struct Staying {
    TaskName task;
    std::string definition;
    std::uint32_t version = 0;  // that it stays on
    std::uint32_t newest = 0;   // that it would be migrated to
    std::string state;          // in which it is, and would be
    std::string refused;        // why it cannot be migrated as it is; empty: it can
    std::vector<TermAfter> moves;
};

// By task, of those that follow one of `definitions` in another version than the newest. The engine
// decides the migration of each, and does nothing. Errors: the store's, corruption; limit_exceeded
// beyond changes_max.
[[nodiscard]] Result<std::vector<Staying>> staying(
    const Engine& engine, const std::set<std::string>& definitions, Instant now
);

}  // namespace dunghan::forecast
