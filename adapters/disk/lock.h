// One process at a time.
#pragma once

#include <filesystem>

#include "engine/base/result.h"

#include "adapters/disk/descriptor.h"

namespace dunghan::disk {

// A file that one process holds until this is destroyed; the lock goes with the process, too. The
// file is made for its owner only, and stays. Error unless said otherwise: unavailable.
class FileLock {
 public:
    // Error: refused, when another process holds it.
    [[nodiscard]] static Result<FileLock> take(const std::filesystem::path& file);

    // Waits until nobody else holds it, without a limit.
    [[nodiscard]] static Result<FileLock> wait_for(const std::filesystem::path& file);

 private:
    explicit FileLock(Descriptor file) : file_(std::move(file)) {}

    static Result<FileLock> lock(const std::filesystem::path& file, int how);

    Descriptor file_;
};

}  // namespace dunghan::disk
