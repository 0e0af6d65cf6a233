// Replay equals live: every view made anew from position 1, compared octet for octet.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "engine/port/store.h"

namespace dunghan::audit {

struct Difference {
    View view{};
    std::string key;
    std::optional<std::string> live;     // nothing: only the rebuilt view has the row
    std::optional<std::string> rebuilt;  // nothing: only the live view has it
};

struct Verification {
    Position head;           // events replayed
    std::uint64_t rows = 0;  // compared
    std::optional<Difference> first;
};

// Folds the log of `live` into the empty store `scratch` (only its views are written), then
// compares. `progress` hears the position reached now and then. Errors: those of both stores,
// corruption naming the position of an event that cannot be read.
[[nodiscard]] Result<Verification> verify_views(
    const Store& live, Store& scratch, const std::function<void(Position)>& progress
);

[[nodiscard]] std::string_view to_text(View view);

}  // namespace dunghan::audit
