// The first event of every log: which kind of time it lives in.
#pragma once

#include <cstdint>
#include <string>

namespace dunghan {

struct LogStarted {
    std::string clock;         // "real" or "simulated"; the other kind of clock refuses the log
    std::uint32_t format = 1;  // of the store, docs/formats/key_layout.md
    bool operator==(const LogStarted&) const = default;
};

}  // namespace dunghan
