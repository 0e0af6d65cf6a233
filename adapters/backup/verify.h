// Reading a backup back: every octet of every file, before anybody believes one of them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>

#include "engine/port/store.h"

#include "adapters/backup/manifest.h"

namespace dunghan::backup {

// Hears how many octets of how many are dealt with.
using Progress = std::function<void(std::uint64_t done, std::uint64_t all)>;

// What a reader wants of the contents. Each hears sound parts of a backup whose rest may still turn
// out to be damaged: nothing of it counts before the reading has ended well.
struct Readers {
    // Records by ascending positions, from 1. An error ends the reading.
    std::function<Result<void>(const Record&)> record = [](const Record&) -> Result<void> {
        return {};
    };
    std::function<Result<void>(std::string_view path, std::string_view octets)> kept =
        [](std::string_view, std::string_view) -> Result<void> { return {}; };
    Progress progress = [](std::uint64_t, std::uint64_t) {};
};

// Sizes and SHA-256 of all files, each record's own checksum and position, no gap, and the root of
// the tree over all of them. Errors: corruption, naming the file and the octet or position;
// not_found (a file is gone), unavailable, and those of the readers.
[[nodiscard]] Result<void> read_all(
    const std::filesystem::path& folder, const Manifest& manifest, const Readers& readers
);

struct KeptOctets {
    std::filesystem::path file;  // in the backup
    std::string octets;
};

// One file from beside the log, checked likewise; nothing: the manifest does not name it. Errors:
// corruption, naming the file; not_found, unavailable.
[[nodiscard]] Result<std::optional<KeptOctets>> read_kept(
    const std::filesystem::path& folder, const Manifest& manifest, std::string_view path
);

}  // namespace dunghan::backup
