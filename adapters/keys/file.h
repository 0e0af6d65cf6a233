// Small secret files: written whole and durably, read whole, destroyed.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "engine/base/result.h"

namespace dunghan::keys {

// Into a new file beside it, synced, renamed; mode 0600, its folder 0700. Error: unavailable.
[[nodiscard]] Result<void> write_durably(
    const std::filesystem::path& file, const std::string& octets
);

// Nothing: no such file. Errors: refused (group or others may read it), unavailable.
[[nodiscard]] Result<std::optional<std::string>> read_whole(const std::filesystem::path& file);

// Overwrites `octets` octets with zeros, syncs, unlinks, syncs the folder. No such file: done.
[[nodiscard]] Result<void> destroy(const std::filesystem::path& file, std::size_t octets);

}  // namespace dunghan::keys
