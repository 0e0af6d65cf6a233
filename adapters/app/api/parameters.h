// The query of a request, read strictly: what no handler asks for is refused by name.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"

#include "adapters/http/message.h"

namespace dunghan::app::api {

// A value that cannot be read, and in which parameter it stands.
struct BadParameter {
    std::string name;
    Error error;
};

template <class T>
using Read = tl::expected<T, BadParameter>;

[[nodiscard]] tl::unexpected<BadParameter> bad_parameter(
    const std::string& name, const std::string& wanted, const std::string& got
);

// Empty: it is not there.
[[nodiscard]] std::string text_of(const http::Request& request, const std::string& name);

// A whole number from `least` to `most`; `unsaid` where it is not there.
[[nodiscard]] Read<std::uint64_t> number_of(
    const http::Request& request,
    const std::string& name,
    std::uint64_t least,
    std::uint64_t most,
    std::uint64_t unsaid
);

// One of the words; the first where it is not there.
[[nodiscard]] Read<std::string> word_of(
    const http::Request& request, const std::string& name, const std::vector<std::string>& words
);

}  // namespace dunghan::app::api
