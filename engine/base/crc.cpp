#include "engine/base/crc.h"

#include <libdeflate.h>

namespace dunghan {

std::uint32_t crc32(std::string_view octets) {
    return libdeflate_crc32(0, octets.data(), octets.size());
}

}  // namespace dunghan
