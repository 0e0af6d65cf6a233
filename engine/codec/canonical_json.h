// The two forms of RFC 8785 (JSON Canonicalization Scheme) that need care. The rest of a payload
// is brackets, commas and keys in ascending order.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dunghan {

// RFC 8785 writes numbers as IEEE doubles do: integers up to here are exact in every reader.
inline constexpr std::int64_t json_integer_max = (std::int64_t{1} << 53) - 1;

// Quotes, with the shortest escapes: \" \\ \b \t \n \f \r, other controls as \u00xx, the rest as
// it is. An octet that is not UTF-8 becomes U+FFFD: a log nobody can parse would be worse.
void append_json_text(std::string& out, std::string_view text);

// Asserts that |value| <= json_integer_max.
void append_json_integer(std::string& out, std::int64_t value);

}  // namespace dunghan
