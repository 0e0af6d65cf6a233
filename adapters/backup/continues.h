// Whether a folder may take a backup of this log: it is empty, or what lies there is the beginning
// of what is taken now. For adapters/backup/take.cpp.
#pragma once

#include "adapters/backup/take.h"

namespace dunghan::backup {

// Whether nothing but a backup lies there. Error: refused, naming what does.
[[nodiscard]] Result<void> check_folder(const std::filesystem::path& folder);

// The backup that goes on; nothing: this is the first. Only with the folder's lock. Errors: refused
// (another log's, or more than this one has, naming both heads), corruption, unavailable, and those
// of Order::keeps.
[[nodiscard]] Result<std::optional<Manifest>> backup_to_continue(
    const Store& store, const Order& order
);

}  // namespace dunghan::backup
