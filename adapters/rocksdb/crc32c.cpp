#include "adapters/rocksdb/crc32c.h"

#include <cstring>
#include <rocksdb/file_checksum.h>
#include <string>

namespace dunghan::rocks {
namespace {

#if defined(__x86_64__)

bool has_instruction() {
    static const bool found = __builtin_cpu_supports("sse4.2") != 0;
    return found;
}

__attribute__((target("sse4.2"))) std::uint32_t by_instruction(std::string_view octets) {
    std::uint64_t sum = 0xFFFFFFFFU;
    while (octets.size() >= sizeof(std::uint64_t)) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, octets.data(), sizeof eight);
        sum = __builtin_ia32_crc32di(sum, eight);
        octets.remove_prefix(sizeof eight);
    }
    auto rest = static_cast<std::uint32_t>(sum);
    for (const char octet : octets) {
        rest = __builtin_ia32_crc32qi(rest, static_cast<unsigned char>(octet));
    }
    return ~rest;
}

#else

bool has_instruction() {
    return false;
}

std::uint32_t by_instruction(std::string_view octets) {
    return portable_crc32c(octets);
}

#endif

}  // namespace

std::uint32_t portable_crc32c(std::string_view octets) {
    static const auto factory = rocksdb::GetFileChecksumGenCrc32cFactory();
    const auto generator = factory->CreateFileChecksumGenerator({});
    generator->Update(octets.data(), octets.size());
    generator->Finalize();
    std::uint32_t sum = 0;
    for (const char octet : generator->GetChecksum()) {  // the most significant first
        sum = sum << 8U | static_cast<unsigned char>(octet);
    }
    return sum;
}

std::uint32_t crc32c(std::string_view octets) {
    return has_instruction() ? by_instruction(octets) : portable_crc32c(octets);
}

}  // namespace dunghan::rocks
