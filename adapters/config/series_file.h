// Work that comes again as operators write it: config/series/*.yaml -> SeriesPublished.
#pragma once

#include <string_view>

#include "engine/base/result.h"
#include "engine/series/series.h"

namespace dunghan {

// `file` is the name in messages. Texts come out in NFC. What must hold between the values is in
// engine/series/check.h. Format: docs/formats/series.md
// Errors: invalid and limit_exceeded, as "file:line:column: Expected …, but …". Never throws.
[[nodiscard]] Result<SeriesPublished> read_series(std::string_view yaml, std::string_view file);

}  // namespace dunghan
