// A password in a file of its own: not in settings, which people mail around, and not in the
// environment, which every child process inherits.
#pragma once

#include <string>

#include "engine/base/result.h"

namespace dunghan {

// Errors: not_found; refused when group or others have any right to it, or when it is no plain
// file; limit_exceeded when it is longer than 64 KiB; unavailable.
[[nodiscard]] Result<void> check_secret_file(const std::string& path);

// Its first line, without the line end. Errors: those above; invalid when the line is empty, longer
// than 1,000 octets, or holds control characters. No message holds a part of the content.
[[nodiscard]] Result<std::string> read_secret_file(const std::string& path);

}  // namespace dunghan
