#include "adapters/disk/lock.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>

#include "adapters/disk/file.h"

namespace dunghan::disk {

Result<FileLock> FileLock::take(const std::filesystem::path& file) {
    return lock(file, LOCK_EX | LOCK_NB);
}

Result<FileLock> FileLock::wait_for(const std::filesystem::path& file) {
    return lock(file, LOCK_EX);
}

Result<FileLock> FileLock::lock(const std::filesystem::path& file, int how) {
    Descriptor opened(file, O_RDWR | O_CREAT, owner_only);
    int locked = -1;
    do {
        locked = opened.is_open() ? ::flock(opened.number(), how) : -1;
    } while (locked != 0 && opened.is_open() && errno == EINTR);
    if (opened.is_open() && locked != 0 && errno == EWOULDBLOCK) {
        return fail(
            ErrorCode::refused,
            "Expected to hold " + file.string() +
                " alone, but another process has it; wait until it has ended"
        );
    }
    return locked == 0 ? Result<FileLock>(FileLock(std::move(opened))) : failed("lock", file);
}

}  // namespace dunghan::disk
