#include "adapters/rocksdb/machine.h"

#include <algorithm>
#include <rocksdb/file_system.h>

namespace dunghan::rocks {

std::uint64_t reserve_on(const std::filesystem::path& directory, const Machine& machine) {
    std::error_code error;
    const auto disk = std::filesystem::space(directory, error);
    return error ? 0 : std::min<std::uint64_t>(machine.reserve_octets, disk.capacity / 10);
}

std::optional<std::uint64_t> free_on(
    const std::filesystem::path& directory, const Machine& machine
) {
    const auto files = machine.files ? machine.files : rocksdb::FileSystem::Default();
    std::uint64_t octets = 0;
    const auto asked = files->GetFreeSpace(directory, {}, &octets, nullptr);
    return asked.ok() ? std::optional(octets) : std::nullopt;
}

}  // namespace dunghan::rocks
