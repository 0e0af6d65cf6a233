// Folders that are still there after the machine lost power.
#pragma once

#include <filesystem>
#include <rocksdb/file_system.h>

#include "engine/base/result.h"

namespace dunghan::rocks {

// Makes the folder and those above it, and syncs each folder that got a new entry.
// Error: unavailable, with the file system's words.
[[nodiscard]] Result<void> make_folder(
    rocksdb::FileSystem& files, const std::filesystem::path& folder
);

// Makes the entries of the folder durable. Error: unavailable.
[[nodiscard]] Result<void> sync_folder(
    rocksdb::FileSystem& files, const std::filesystem::path& folder
);

}  // namespace dunghan::rocks
