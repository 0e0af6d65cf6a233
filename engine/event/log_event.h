// What a log says about itself: which kind of time it lives in, and which keys sign for it.
#pragma once

#include <cstdint>
#include <string>

namespace dunghan {

struct LogStarted {
    std::string clock;         // "real" or "simulated"; the other kind of clock refuses the log
    std::uint32_t format = 1;  // of the store, docs/formats/key_layout.md
    bool operator==(const LogStarted&) const = default;
};

// A key signs checkpoints from here on. Format of both texts: docs/formats/checkpoint.md
struct LogKeyAdded {
    std::string endorsement;  // signed note by a key before it; empty: the first key of the log
    std::string key;          // verifier key: name+hash+base64
    bool operator==(const LogKeyAdded&) const = default;
};

// It signs no more. What it signed before stays true.
struct LogKeyRetired {
    std::string endorsement;  // signed note by a key that stays
    std::string key;
    bool operator==(const LogKeyRetired&) const = default;
};

}  // namespace dunghan
