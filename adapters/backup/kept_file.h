// What lies beside the log and comes along: settings, signed heads, personal keys.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/result.h"

namespace dunghan::backup {

struct KeptFile {
    std::string path;  // in the data directory
    std::string octets;
};

// What must be read BEFORE the store is opened: settings, and the signed heads, which may not speak
// of records that the backup does not have. Errors: unavailable, limit_exceeded, invalid (a name
// that cannot be kept).
[[nodiscard]] Result<std::vector<KeptFile>> read_early_files(const std::filesystem::path& data);

}  // namespace dunghan::backup
