// Base64 (RFC 4648, 4) by libsodium.
#pragma once

#include <string>
#include <string_view>

namespace dunghan::mail {

[[nodiscard]] std::string base64(std::string_view octets);

// In lines of 76 octets, each ended by CRLF (RFC 2045, 6.8).
[[nodiscard]] std::string base64_lines(std::string_view octets);

}  // namespace dunghan::mail
