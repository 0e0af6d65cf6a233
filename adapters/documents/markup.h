// The text form of a report carries remnants of other formats: <b>, <ul><li>, **bold**, # headings.
#pragma once

#include <string>
#include <string_view>

namespace dunghan::documents {

// Known HTML tags go, those that end a line become one, "&amp;" and the like become characters,
// "**" goes. What looks like a tag but is none ("<https://…>", "a < b") stays.
[[nodiscard]] std::string without_markup(std::string_view text);

// The same for a line of running text, also without leading '#', enclosing '*' and '\'.
[[nodiscard]] std::string plain_line(std::string_view line);

}  // namespace dunghan::documents
