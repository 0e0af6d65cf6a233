// Keys and small values of the column families. Format: docs/formats/key_layout.md
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/ids.h"
#include "engine/base/result.h"
#include "engine/port/store.h"

namespace dunghan::rocks {

inline constexpr std::uint32_t store_format = 2;

// Family "default": what the store says about itself.
inline constexpr std::string_view format_key = "format";
inline constexpr std::string_view release_key = "release";  // the first that can open it
inline constexpr std::string_view head_key = "head";

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

// The head row: records in the log, eight octets big-endian, and the root of their tree. The views
// stand at the same position: they move in the same write.
[[nodiscard]] std::string encode_head(const merkle::TreeHead& head);
[[nodiscard]] std::optional<merkle::TreeHead> head_from(std::string_view octets);

// Family "tree": the tile's level, one octet, and its index, eight octets big-endian; the hashes.
[[nodiscard]] std::string tile_key(const merkle::TileId& id);
[[nodiscard]] std::string encode_hashes(const std::vector<Sha256>& hashes);
[[nodiscard]] std::optional<std::vector<Sha256>> hashes_from(std::string_view octets);

[[nodiscard]] std::string command_key(const CommandId& id);
[[nodiscard]] std::string encode_receipt(const CommandReceipt& receipt);
// Error: corruption.
[[nodiscard]] Result<CommandReceipt> decode_receipt(const CommandId& id, std::string_view bytes);

}  // namespace dunghan::rocks
