// Files that are still there, whole, after the machine lost power.
//
// Paths in errors are as the caller gave them. Error unless said otherwise: unavailable, with the
// system's words.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace dunghan::disk {

inline constexpr unsigned owner_only = 0600;

// Replaces what is there; durable on return, its name in the folder aside. `mode`: of a file that
// is made. The octets leave the page cache, so that whoever reads them next reads the disk.
[[nodiscard]] Result<void> write_file(
    const std::filesystem::path& path, std::string_view octets, unsigned mode = owner_only
);

// The same by way of a neighbour and a rename: readers see the old file or the new one, durably.
[[nodiscard]] Result<void> replace_file(
    const std::filesystem::path& path, std::string_view octets, unsigned mode = owner_only
);

// At the end of the file, which is made if need be, for all to read. Durable on return.
[[nodiscard]] Result<void> append_to_file(
    const std::filesystem::path& path, std::string_view octets
);

// Error: not_found; limit_exceeded when it is longer than `octets_max`.
[[nodiscard]] Result<std::string> read_file(
    const std::filesystem::path& path, std::uint64_t octets_max
);

// The same, or nothing where there is no such file.
[[nodiscard]] Result<std::optional<std::string>> read_if_there(
    const std::filesystem::path& path, std::uint64_t octets_max
);

// A secret, likewise. Error: refused, when it is no plain file or others than its owner may read
// it.
[[nodiscard]] Result<std::optional<std::string>> read_private_file(
    const std::filesystem::path& path, std::uint64_t octets_max
);

// Overwrites the file with zeros, syncs, unlinks, syncs its folder. No such file: done already.
// What the medium keeps behind the file system's back is beyond any program.
[[nodiscard]] Result<void> destroy_file(const std::filesystem::path& path);

// Makes the folder and those above it, each for its owner only, and their names durable.
[[nodiscard]] Result<void> make_folder(const std::filesystem::path& folder);

// Makes the names in a folder durable.
[[nodiscard]] Result<void> sync_folder(const std::filesystem::path& folder);

// Makes what any process wrote to the files of `folder` with this ending durable, and their names.
[[nodiscard]] Result<void> sync_files(const std::filesystem::path& folder, std::string_view ending);

// Moves a file or folder to a name that is free, or an empty folder's, durably.
[[nodiscard]] Result<void> rename_durably(
    const std::filesystem::path& from, const std::filesystem::path& to
);

// Holds a file, and what it stands for, for one process until destroyed; the lock goes with the
// process, too.
class Lock {
 public:
    // Makes the file; waits for another process that holds it.
    [[nodiscard]] static Result<Lock> wait(const std::filesystem::path& file);

    // Of the folder's LOCK. Error: refused, when another process holds it.
    [[nodiscard]] static Result<Lock> take(const std::filesystem::path& folder);

    Lock(Lock&& other) noexcept;
    Lock& operator=(Lock&&) = delete;
    ~Lock();

 private:
    explicit Lock(int descriptor) : descriptor_(descriptor) {}

    int descriptor_;
};

}  // namespace dunghan::disk
