// A whole file or none, on the disk and not only in the page cache.
#pragma once

#include <filesystem>
#include <string_view>

#include "engine/base/result.h"

namespace dunghan::mail {

// Replaces what an interrupted attempt left at `path`; readable by its owner and group only.
// Durable on return, its name in the folder aside. Error: unavailable.
[[nodiscard]] Result<void> write_durably(
    const std::filesystem::path& path, std::string_view octets
);

// Makes the names in a folder durable. Error: unavailable.
[[nodiscard]] Result<void> sync_folder(const std::filesystem::path& folder);

}  // namespace dunghan::mail
