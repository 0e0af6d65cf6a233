// Which kind of document a file holds.
#pragma once

#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace dunghan {

// Place in `kinds` of what the file's key `kind` says. A policy or directory need not say it: they
// are known by their key `rungs` or `agencies`. `file` is the name in messages. Errors: invalid and
// limit_exceeded, as "file:line:column: Expected …, but …". Never throws.
[[nodiscard]] Result<std::size_t> read_kind(
    std::string_view yaml, std::string_view file, const std::vector<std::string_view>& kinds
);

}  // namespace dunghan
