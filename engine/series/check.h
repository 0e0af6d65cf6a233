// What a series must satisfy to be published. The reader of its file and the engine both ask.
#pragma once

#include <optional>

#include "engine/base/problem.h"
#include "engine/definition/definition.h"
#include "engine/directory/directory.h"
#include "engine/series/series.h"

namespace dunghan::series {

// Of itself: a group or a holder, not both; one kind of period, that falls on some day; a first
// period that is one; a term that ends; templates that are understood and give each task of each
// period a code of its own.
[[nodiscard]] std::optional<Problem> problem_in(const Series& series);

// Beside the other rules of the log: the group, the holder and the definition are there, and what
// begins with the definition ends a term. `definition`: null when there is none of that id.
[[nodiscard]] std::optional<Problem> problem_beside(
    const Series& series, const Directory& directory, const Definition* definition
);

}  // namespace dunghan::series
