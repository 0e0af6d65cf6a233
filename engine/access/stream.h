// Where the history of a token lies ("token/k3v9"), and what it was refused ("access/k3v9").
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/ids.h"

namespace dunghan::access {

inline constexpr std::string_view token_stream_begin = "token/";
inline constexpr std::string_view denial_stream_begin = "access/";

// Also the key of its row in View::notice.
[[nodiscard]] inline StreamId token_stream(std::string_view id) {
    return {std::string(token_stream_begin).append(id)};
}

[[nodiscard]] inline StreamId denial_stream(std::string_view id) {
    return {std::string(denial_stream_begin).append(id)};
}

// The token's id in a stream of denials; nothing: it is another stream.
[[nodiscard]] inline std::optional<std::string> token_denied(const StreamId& stream) {
    if (!stream.value.starts_with(denial_stream_begin)) {
        return std::nullopt;
    }
    return stream.value.substr(denial_stream_begin.size());
}

}  // namespace dunghan::access
