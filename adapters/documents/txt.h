// The text form of a report: running text, and tables whose cells are divided by tabs.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/intake/table.h"

namespace dunghan::documents {

// A line with a tab belongs to a table; blank lines (page breaks) do not end it, a line of text
// does. Rows are numbered by line. `file` is the name for messages.
[[nodiscard]] Result<intake::Document> read_txt(std::string_view text, std::string file);

}  // namespace dunghan::documents
