// Small files that are there whole, or as they were before, after the machine lost power.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace dunghan::signing {

// "Expected to <what> <path>, but: <the system's words>", from errno. Code: unavailable.
[[nodiscard]] tl::unexpected<Error> failed(const char* what, const std::filesystem::path& path);

// Nothing: there is no such file. At most 16 MiB. Errors: unavailable, limit_exceeded.
[[nodiscard]] Result<std::optional<std::string>> read_whole(const std::filesystem::path& path);

// The old content or the new, never a part. Durable on return. Error: unavailable.
[[nodiscard]] Result<void> replace_file(
    const std::filesystem::path& path, std::string_view octets, unsigned mode
);

// At the end of the file, which is made if need be. Durable on return. Error: unavailable.
[[nodiscard]] Result<void> append_to_file(
    const std::filesystem::path& path, std::string_view octets
);

// For its owner only. Error: unavailable.
[[nodiscard]] Result<void> make_private_folder(const std::filesystem::path& folder);

// Makes what any process wrote to the files of `folder` with this ending durable. Error:
// unavailable.
[[nodiscard]] Result<void> sync_files(const std::filesystem::path& folder, std::string_view ending);

}  // namespace dunghan::signing
