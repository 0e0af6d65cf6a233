// SpreadsheetML (ECMA-376 part 1, 18): the visible sheets of a workbook.
#pragma once

#include <pugixml.hpp>
#include <string>

#include "engine/intake/table.h"

#include "adapters/documents/package.h"

namespace dunghan::documents {

// One table per sheet, named after it. Cells merged down are covered and repeat their text, other
// merged cells are empty. `part` is the workbook, `root` its tree.
[[nodiscard]] Result<intake::Document> read_xlsx(
    Package& package, const std::string& part, pugi::xml_node root
);

}  // namespace dunghan::documents
