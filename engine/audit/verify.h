// Replay equals live: every view made anew from position 1, compared octet for octet.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/limits.h"
#include "engine/base/sha256.h"
#include "engine/port/store.h"

namespace dunghan::audit {

struct Difference {
    View view{};
    std::string key;
    std::optional<std::string> live;     // nothing: only the rebuilt view has the row
    std::optional<std::string> rebuilt;  // nothing: only the live view has it
};

// A rebuilt view in 32 octets, so that the work of two builds can be compared without the rows.
struct Fingerprint {
    View view{};
    std::uint64_t rows = 0;
    Sha256 sha256{};  // docs/formats/key_layout.md, "Fingerprint of a view"
};

struct Verification {
    Position head;           // events replayed
    std::uint64_t rows = 0;  // compared
    std::optional<Difference> first;
    std::vector<Fingerprint> fingerprints;  // of all rebuilt views, by number; empty: not asked for
};

struct VerifyOptions {
    bool fingerprints = false;
    std::size_t held_max = limits::rebuilt_rows_max;  // rows in memory
};

// Folds the log of `live` from position 1, in memory while the rows fit there, then on in the empty
// store `scratch` (only its views are written), and compares. `progress` hears the position reached
// now and then. Errors: those of both stores, corruption naming the position of an event that
// cannot be read.
[[nodiscard]] Result<Verification> verify_views(
    const Store& live,
    Store& scratch,
    const std::function<void(Position)>& progress,
    const VerifyOptions& options = {}
);

[[nodiscard]] std::string_view to_text(View view);

}  // namespace dunghan::audit
