// Files that are still there, whole, after the machine lost power.
//
// Paths in errors are as the caller gave them. Error unless said otherwise: unavailable, with the
// system's words. What is read or appended to must be a plain file: others are refused, for a pipe
// would make its reader wait for ever.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace dunghan::disk {

inline constexpr unsigned owner_only = 0600;

// Replaces what is there; a new file gets `mode`. Durable on return, its name in the folder aside.
[[nodiscard]] Result<void> write_file(
    const std::filesystem::path& path, std::string_view octets, unsigned mode = owner_only
);

// By way of a neighbour and a rename: readers see the old file or the new one, durably, and it has
// `mode` whatever the old one had. For one writer of a path at a time.
[[nodiscard]] Result<void> replace_file(
    const std::filesystem::path& path, std::string_view octets, unsigned mode = owner_only
);

// At the end of the file, which is made if need be. Durable on return.
[[nodiscard]] Result<void> append_to_file(
    const std::filesystem::path& path, std::string_view octets, unsigned mode
);

// Nothing: there is no such file. Error: limit_exceeded, when it is longer than `octets_max`.
[[nodiscard]] Result<std::optional<std::string>> find_file(
    const std::filesystem::path& path, std::uint64_t octets_max
);

// The same for a file that must be there. Error: not_found.
[[nodiscard]] Result<std::string> read_file(
    const std::filesystem::path& path, std::uint64_t octets_max
);

// The same for a secret. Error: refused, when group or others have any right to it.
[[nodiscard]] Result<std::optional<std::string>> find_secret_file(
    const std::filesystem::path& path, std::uint64_t octets_max
);

// The last octets of a file, at most `octets_max`, however long it is. Nothing: no such file.
[[nodiscard]] Result<std::optional<std::string>> find_end_of_file(
    const std::filesystem::path& path, std::size_t octets_max
);

// Takes a file's octets out of the page cache, so that who reads them next reads the disk. Advice:
// the system may not follow it.
void leave_cache(const std::filesystem::path& path);

// Makes the folder and those above it, each for its owner only, and their names durable.
[[nodiscard]] Result<void> make_folder(const std::filesystem::path& folder);

// Makes the names in a folder durable.
[[nodiscard]] Result<void> sync_folder(const std::filesystem::path& folder);

// Makes what any process wrote to the files of `folder` with this ending (".log") durable, and
// their names. A file that goes meanwhile is passed over.
[[nodiscard]] Result<void> sync_files(const std::filesystem::path& folder, std::string_view ending);

// Overwrites the first `octets` octets with zeros, makes that durable, and takes the file away,
// durably. No such file: done.
[[nodiscard]] Result<void> destroy_file(const std::filesystem::path& path, std::size_t octets);

// Moves a file or folder to a name that is free, or an empty folder's, durably.
[[nodiscard]] Result<void> rename_durably(
    const std::filesystem::path& from, const std::filesystem::path& to
);

}  // namespace dunghan::disk
