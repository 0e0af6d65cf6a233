// Whether a directory holds a store, and what to say when it does not hold the expected.
#pragma once

#include <filesystem>

#include "adapters/rocksdb/anchor.h"

namespace dunghan::rocks {

// Whether there is a store to open. False: none, or one whose making was cut short before anything
// could be acknowledged. Error: corruption when there was one and its CURRENT is gone.
[[nodiscard]] Result<bool> look_for_store(
    rocksdb::FileSystem& files, const std::filesystem::path& directory
);

[[nodiscard]] tl::unexpected<Error> no_store(const std::filesystem::path& directory);
[[nodiscard]] tl::unexpected<Error> not_empty(const std::filesystem::path& directory);

// The write-ahead logs in DIR/store, newest last, for messages.
[[nodiscard]] std::string logs_in(const std::filesystem::path& directory);

}  // namespace dunghan::rocks
