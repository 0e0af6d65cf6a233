// Files that are still there, whole, after the machine lost power.
//
// Paths in errors are as the caller gave them. Error unless said otherwise: unavailable, with the
// system's words.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace dunghan::disk {

// Only its owner may read it. Replaces what is there; durable on return, its name in the folder
// aside. The octets leave the page cache, so that whoever reads them next reads the disk.
[[nodiscard]] Result<void> write_file(const std::filesystem::path& path, std::string_view octets);

// The same by way of a neighbour and a rename: readers see the old file or the new one, durably.
[[nodiscard]] Result<void> replace_file(const std::filesystem::path& path, std::string_view octets);

// Error: not_found; limit_exceeded when it is longer than `octets_max`.
[[nodiscard]] Result<std::string> read_file(
    const std::filesystem::path& path, std::uint64_t octets_max
);

// The same of a secret. Error: refused, when it is no plain file or others than its owner may read
// it.
[[nodiscard]] Result<std::string> read_private_file(
    const std::filesystem::path& path, std::uint64_t octets_max
);

// Overwrites the file with zeros, syncs, unlinks, syncs its folder. No such file: done already.
// What the medium keeps behind the file system's back is beyond any program.
[[nodiscard]] Result<void> destroy_file(const std::filesystem::path& path);

// Makes the folder and those above it, each for its owner only, and their names durable.
[[nodiscard]] Result<void> make_folder(const std::filesystem::path& folder);

// Makes the names in a folder durable.
[[nodiscard]] Result<void> sync_folder(const std::filesystem::path& folder);

// Moves a file or folder to a name that is free, or an empty folder's, durably.
[[nodiscard]] Result<void> rename_durably(
    const std::filesystem::path& from, const std::filesystem::path& to
);

// Holds a folder for one process until destroyed; the lock goes with the process, too.
class FolderLock {
 public:
    // Error: refused, when another process holds it.
    [[nodiscard]] static Result<FolderLock> take(const std::filesystem::path& folder);

    FolderLock(FolderLock&& other) noexcept;
    FolderLock& operator=(FolderLock&&) = delete;
    ~FolderLock();

 private:
    explicit FolderLock(int descriptor) : descriptor_(descriptor) {}

    int descriptor_;
};

}  // namespace dunghan::disk
