// Stands before the parser and behind it: a request whose beginning, end or sender two programs
// could read in two ways gets no further. Why each line is here: docs/decisions/0022-gate.md
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <tl/expected.hpp>

#include "adapters/http/message.h"

namespace dunghan::http {

inline constexpr std::size_t head_octets_max = 8192;
inline constexpr std::size_t fields_max = 64;

// Why a request goes no further; every one of them ends the connection.
struct Refusal {
    unsigned status = 400;
    std::string detail;
};

// A head as it came, up to and with the empty line: lines end in CR LF and nowhere else, none goes
// on on the next, no control characters, one blank between the parts of the first, a field is
// token, colon, value. Nothing: fine.
[[nodiscard]] std::optional<Refusal> check_octets(std::string_view head);

struct Head {
    std::string method;
    unsigned version = 11;
    Fields fields;  // names in lower case, values without blanks around them
};

// What a body may be: its length, and no other framing.
struct Framing {
    std::uint64_t length = 0;
    bool expects_continue = false;
};

// `hosts`: names we answer to, with the port where it is not the usual one; empty: any.
[[nodiscard]] tl::expected<Framing, Refusal> check_fields(
    const Head& head, const std::vector<std::string>& hosts
);

}  // namespace dunghan::http
