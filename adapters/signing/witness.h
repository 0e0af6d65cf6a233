// The witness file: signed checkpoints one after the other, on another path than the store, best
// on another machine's disk. It is only ever appended to; who rewrites the log does not reach it.
#pragma once

#include <filesystem>
#include <optional>

#include "engine/base/result.h"
#include "engine/notary/checkpoint.h"

namespace dunghan::signing {

// The last checkpoint in it; nothing while it is empty or not there. However long the file is, only
// its end is read. Errors: invalid (its end is no checkpoint), refused (no plain file),
// unavailable.
[[nodiscard]] Result<std::optional<notary::SignedCheckpoint>> last_witnessed(
    const std::filesystem::path& file
);

// Durable on return. Error: unavailable.
[[nodiscard]] Result<void> witness(
    const std::filesystem::path& file, const notary::SignedCheckpoint& checkpoint
);

}  // namespace dunghan::signing
