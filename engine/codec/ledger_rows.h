// Rows and keys of the ledger of calls. Format: docs/formats/endpoint.md
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/endpoint/call.h"

namespace dunghan {

[[nodiscard]] std::string encode_row(const endpoint::Standing& row);
[[nodiscard]] std::string encode_row(const endpoint::Call& row);
[[nodiscard]] std::string encode_row(const endpoint::Attempt& row);

// Error: corruption.
[[nodiscard]] Result<endpoint::Standing> decode_standing(std::string_view bytes);
[[nodiscard]] Result<endpoint::Call> decode_call(std::string_view bytes);
[[nodiscard]] Result<endpoint::Attempt> decode_attempt(std::string_view bytes);

// Keys of calls: the endpoint, NUL, the position (eight octets, big-endian). In order of positions.
[[nodiscard]] std::string call_key(std::string_view endpoint, std::uint64_t position);

// Keys of attempts: the endpoint, NUL, when it began, the position (eight octets each, big-endian,
// the sign bit of the instant flipped). In order of instants.
[[nodiscard]] std::string attempt_key(
    std::string_view endpoint, Instant started, std::uint64_t position
);

// Before all keys of one endpoint, and behind them.
[[nodiscard]] std::string first_key_of(std::string_view endpoint);
[[nodiscard]] std::string end_of_keys_of(std::string_view endpoint);

}  // namespace dunghan
