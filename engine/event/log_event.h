// What a log says about itself: which kind of time it lives in, which keys sign for it, and what
// became of it when the machine stopped.
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

// At a start RocksDB's log was damaged behind its position `end`. What had been acknowledged was
// written again from the anchor; the rest was never promised to anybody.
struct TailDiscarded {
    std::int64_t end = 0;
    std::int64_t written_again = 0;  // records
    bool operator==(const TailDiscarded&) const = default;
};

// A person goes on without positions that had been acknowledged. They are used again by other
// events, of which this is the first.
struct DataLossAccepted {
    std::int64_t first = 0;  // position
    std::int64_t last = 0;   // 0: the anchor was lost too, and nobody can tell
    std::string reason;
    bool operator==(const DataLossAccepted&) const = default;
};

}  // namespace dunghan
