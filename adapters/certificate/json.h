// Certificates as JSON: what `dunghan explain --json` prints and `dunghan-verify` reads.
// Format: docs/formats/certificate.md
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/deadline/certificate.h"

namespace dunghan {

inline constexpr std::string_view certificate_format = "dunghan certificate 1";
inline constexpr std::size_t certificate_octets_max = std::size_t{32} << 20U;

// On lines of their own and indented for people; members in the order of the format's page.
[[nodiscard]] std::string to_json(const Certificate& certificate);

// Whether it says that it is one: an object that begins with the format's name.
[[nodiscard]] bool looks_like_certificate(std::string_view text);

// Strict: a field more, less, twice or out of range is refused. Errors: invalid and limit_exceeded,
// naming the way to the field. Never throws.
[[nodiscard]] Result<Certificate> read_certificate(std::string_view text);

}  // namespace dunghan
