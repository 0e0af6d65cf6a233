// Where the history of an endpoint lies: "endpoint/ioc-tinh".
#pragma once

#include <string>
#include <string_view>

#include "engine/base/ids.h"

namespace dunghan::endpoint {

inline constexpr std::string_view stream_begin = "endpoint/";

// Also the key of its row in View::endpoint.
[[nodiscard]] inline StreamId stream_of(std::string_view id) {
    return {std::string(stream_begin).append(id)};
}

}  // namespace dunghan::endpoint
