// What a directory must satisfy to be published. The reader of its file and the engine both ask.
#pragma once

#include <optional>

#include "engine/base/problem.h"
#include "engine/directory/directory.h"

namespace dunghan {

// The first of: an id that is not the only one; an address that is none; a date that is none, or
// an end before its beginning; a member, successor or delegate nobody knows; one that stands in a
// group, or hands over, twice on one day; successors or delegations that go in a circle on some
// day, or through more than limits::chain_links_max.
[[nodiscard]] std::optional<Problem> problem_in(const DirectoryPublished& directory);

}  // namespace dunghan
