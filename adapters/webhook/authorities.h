// The authorities that vouch for endpoints, read again when their file changes. Internal to the
// room; of one loop.
#pragma once

#include <cstdint>
#include <memory>

#include "adapters/webhook/tls.h"

namespace dunghan::webhook {

class Authorities {
 public:
    // `ca_file`: as for Tls::make.
    explicit Authorities(std::string ca_file) : ca_file_(std::move(ca_file)) {}

    // As they are now; sessions that were made keep what they were made with. Reading the system's
    // takes tens of milliseconds, so it is not done for each. Error: that of Tls::make, until it
    // can be read.
    [[nodiscard]] Result<std::shared_ptr<const Tls>> tls();

 private:
    struct Stamp {
        std::uint64_t inode = 0;
        std::int64_t size = -1;  // no such file
        std::int64_t changed_s = 0;
        std::int64_t changed_ns = 0;
        bool operator==(const Stamp&) const = default;
    };

    [[nodiscard]] Stamp stamp() const;

    std::string ca_file_;
    std::shared_ptr<const Tls> known_;
    Stamp stamp_;
};

}  // namespace dunghan::webhook
