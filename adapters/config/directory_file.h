// The directory as operators write it: config/directory.yaml -> DirectoryPublished.
#pragma once

#include <string_view>

#include "engine/base/result.h"
#include "engine/directory/directory.h"

namespace dunghan {

// `file` is the name in messages. Names come out in NFC. What must hold between the values is in
// engine/directory/check.h. Format: docs/formats/directory.md
// Errors: invalid and limit_exceeded, as "file:line:column: Expected …, but …". Never throws.
[[nodiscard]] Result<DirectoryPublished> read_directory(
    std::string_view yaml, std::string_view file
);

}  // namespace dunghan
