// A string of a spreadsheet: plain, or runs of rich text.
#pragma once

#include <pugixml.hpp>
#include <string>

namespace dunghan::documents {

// Without phonetic readings.
[[nodiscard]] std::string string_item_text(pugi::xml_node item);

}  // namespace dunghan::documents
