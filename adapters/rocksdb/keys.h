// Keys and small values of the column families. Format: docs/formats/key_layout.md
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/ids.h"
#include "engine/base/result.h"
#include "engine/port/store.h"

namespace dunghan::rocks {

inline constexpr std::uint32_t store_format = 1;

// Family "default": what the store says about itself.
inline constexpr std::string_view format_key = "format";
inline constexpr std::string_view head_key = "head";
inline constexpr std::string_view views_key = "views";

// Eight octets, big-endian: positions sort as their octets do.
[[nodiscard]] std::string octets_of(std::uint64_t number);
[[nodiscard]] std::optional<std::uint64_t> number_from(std::string_view octets);

// Family "stream": id, NUL, version. Ids hold no control characters, so that no stream's keys lie
// between those of another.
[[nodiscard]] std::string stream_prefix(const StreamId& stream);
[[nodiscard]] std::string stream_key(const StreamId& stream, StreamVersion version);

// Family "view": the view's octet, then the row's key.
[[nodiscard]] std::string view_key(View view, std::string_view key);
// The first key after all of the view's.
[[nodiscard]] std::string view_end(View view);

[[nodiscard]] std::string command_key(const CommandId& id);
[[nodiscard]] std::string encode_receipt(const CommandReceipt& receipt);
// Error: corruption.
[[nodiscard]] Result<CommandReceipt> decode_receipt(const CommandId& id, std::string_view bytes);

}  // namespace dunghan::rocks
