// Base64 (RFC 4648, 4) with one text for each value: padding must be there, bits after the end must
// be zero, nothing else may stand between.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/sha256.h"

namespace dunghan::notary {

[[nodiscard]] std::string base64(std::string_view octets);
[[nodiscard]] std::string base64(const Sha256& hash);

// Nothing: it is not base64.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);
[[nodiscard]] std::optional<Sha256> hash_from_base64(std::string_view text);

}  // namespace dunghan::notary
