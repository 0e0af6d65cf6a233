// Whether files were changed by somebody else: for what is read again without a restart.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace dunghan::disk {

// Used by one thread. Make it before the files are read for the first time.
class Watch {
 public:
    explicit Watch(std::vector<std::string> files);

    // Once for each change: true when a file is another one, or was written, since the last true,
    // and all have lain still since the call before, so that what is half written or half of a pair
    // is left alone. A file that goes or comes is changed. Ask about once a second.
    [[nodiscard]] bool changed();

 private:
    // Of every write and every rename one of these differs.
    struct Stamp {
        std::uint64_t device = 0;
        std::uint64_t inode = 0;
        std::int64_t size = -1;  // no such file
        std::int64_t changed_s = 0;
        std::int64_t changed_ns = 0;
        bool operator==(const Stamp&) const = default;
    };

    [[nodiscard]] std::vector<Stamp> look() const;

    std::vector<std::string> files_;
    std::vector<Stamp> known_;  // what was read last
    std::vector<Stamp> seen_;   // by the call before
};

}  // namespace dunghan::disk
