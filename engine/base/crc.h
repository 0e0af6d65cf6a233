// CRC-32 as in zlib, gzip and PNG, by the processor's carry-less multiplication where it has that.
#pragma once

#include <cstdint>
#include <string_view>

namespace dunghan {

[[nodiscard]] std::uint32_t crc32(std::string_view octets);

}  // namespace dunghan
