// CRC-32C (Castagnoli, RFC 3720) of the anchor's entries.
#pragma once

#include <cstdint>
#include <string_view>

namespace dunghan::rocks {

// By the processor's own instruction where it has that: RocksDB as Debian builds it does not use
// it, and takes eight times as long.
[[nodiscard]] std::uint32_t crc32c(std::string_view octets);

// As RocksDB makes it, on every processor.
[[nodiscard]] std::uint32_t portable_crc32c(std::string_view octets);

}  // namespace dunghan::rocks
