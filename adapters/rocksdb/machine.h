// What a store asks of the machine it runs on. The defaults are for production; tests hand in a
// file system that fails.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

#include "engine/base/ids.h"

namespace rocksdb {
class FileSystem;
}

namespace dunghan::rocks {

// Positions that were acknowledged and are gone, both ends included.
struct Loss {
    Position first;
    Position last;
    bool operator==(const Loss&) const = default;
};

struct Machine {
    std::shared_ptr<rocksdb::FileSystem> files;  // none: the machine's own
    // Of the anchor: a multiple of 32 KiB. Used when one is made.
    std::size_t anchor_octets = std::size_t{8} << 20U;
    std::size_t memtable_octets = std::size_t{32} << 20U;  // of each family, until it is a table
    // Below this much free space nothing is written any more; never more than a tenth of the disk.
    std::uint64_t reserve_octets = std::uint64_t{512} << 20U;
    // Opens for writing although exactly these positions are lost. The caller's first append must
    // record that; until then every other opening is refused as before.
    std::optional<Loss> accepted = {};
};

// Octets that stay free on the disk of `directory`: with less, every append is refused. 0: to the
// last octet.
[[nodiscard]] std::uint64_t reserve_on(
    const std::filesystem::path& directory, const Machine& machine
);

// Octets that may still be written there; nothing: the file system cannot tell.
[[nodiscard]] std::optional<std::uint64_t> free_on(
    const std::filesystem::path& directory, const Machine& machine
);

}  // namespace dunghan::rocks
