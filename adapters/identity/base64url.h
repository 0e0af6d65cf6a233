// base64url without padding (RFC 7515 2), in its one spelling.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dunghan::identity {

// Nothing: another alphabet, padding, or bits beyond the last octet that are not zero.
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text);

}  // namespace dunghan::identity
