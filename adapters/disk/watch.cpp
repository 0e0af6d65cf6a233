#include "adapters/disk/watch.h"

#include <sys/stat.h>
#include <utility>

namespace dunghan::disk {

Watch::Watch(std::vector<std::string> files)
    : files_(std::move(files)), known_(look()), seen_(known_) {}

std::vector<Watch::Stamp> Watch::look() const {
    std::vector<Stamp> stamps;
    for (const std::string& file : files_) {
        struct stat status {};

        Stamp stamp;
        if (::stat(file.c_str(), &status) == 0) {
            stamp = {
                status.st_dev,
                status.st_ino,
                status.st_size,
                status.st_ctim.tv_sec,
                status.st_ctim.tv_nsec};
        }
        stamps.push_back(stamp);
    }
    return stamps;
}

bool Watch::changed() {
    std::vector<Stamp> now = look();
    const bool still = now == seen_;
    const bool other = still && now != known_;
    if (other) {
        known_ = now;
    }
    seen_ = std::move(now);
    return other;
}

}  // namespace dunghan::disk
