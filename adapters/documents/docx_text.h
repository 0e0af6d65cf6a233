// The text a reader of the page sees.
#pragma once

#include <pugixml.hpp>
#include <string>

namespace dunghan::documents {

// A paragraph: line ends as '\n', list items with "- " before them (Word does not store the mark
// it prints). Trees are at most limits::depth_max deep.
[[nodiscard]] std::string paragraph_text(pugi::xml_node paragraph);

// All paragraphs below `node`, nested tables included, one a line.
[[nodiscard]] std::string block_text(pugi::xml_node node);

}  // namespace dunghan::documents
