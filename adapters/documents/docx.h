// WordprocessingML (ECMA-376 part 1, 17): paragraphs and tables of the main document.
#pragma once

#include <pugixml.hpp>
#include <string>

#include "engine/base/result.h"
#include "engine/intake/table.h"

namespace dunghan::documents {

// Merged cells (vMerge) are covered and repeat their text; gridSpan leaves empty cells; deleted
// text, text boxes and field codes are not text. `root` is the main part's; `file` leads messages.
[[nodiscard]] Result<intake::Document> read_docx(pugi::xml_node root, const std::string& file);

}  // namespace dunghan::documents
