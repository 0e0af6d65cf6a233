// A request target (RFC 9112, origin-form) -> decoded path and query. Strict: what two readers
// could take for two things is refused.
#pragma once

#include <string_view>

#include "engine/base/result.h"

#include "adapters/http/message.h"

namespace dunghan::http {

inline constexpr std::size_t target_octets_max = 2048;
inline constexpr std::size_t parameters_max = 32;

struct Target {
    std::vector<std::string> path;
    std::map<std::string, std::string> query;
};

// Error: invalid: longer than target_octets_max, not beginning with '/', an octet that no URL has,
// a percent sign without two hexadecimal digits, a NUL, a control character, a slash or a dot
// segment behind an escape, text that is not UTF-8, an empty segment, a name of the query twice or
// too many of them.
[[nodiscard]] Result<Target> read_target(std::string_view target);

}  // namespace dunghan::http
