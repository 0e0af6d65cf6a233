// Erasing to its end: the list of who was erased, and the keys that go.
#pragma once

#include <filesystem>

#include "engine/port/store.h"

#include "adapters/keys/erasures.h"

namespace dunghan::app {

// Where it lies, in the data directory and in a backup.
inline constexpr std::string_view erasures_path = "keys/erased";

// Those on the list beside the keys, and those the store knows besides. Errors: the store's, those
// of read_erasures().
[[nodiscard]] Result<Erasures> known_erasures(
    const Store& store, const std::filesystem::path& data
);

// Whoever the store calls erased stands on the list and has no key when this returns: also after an
// erasure whose process ended too early. Errors: those of known_erasures(), unavailable.
[[nodiscard]] Result<void> finish_erasures(const Store& store, const std::filesystem::path& data);

}  // namespace dunghan::app
