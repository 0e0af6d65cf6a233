// A store made from a backup: everything is checked and built beside the target; only then does it
// get the target's name, with the outbox held.
#pragma once

#include "adapters/app/restored_log.h"

namespace dunghan::app {

struct Restored {
    backup::Manifest manifest;
    RestoredLog log;
};

// `target`: not there yet, or an empty folder. `erasures`: places that say who was erased since,
// see erasures_for(). Nothing is left behind after an error.
//
// Errors: not_found (no backup there), corruption (naming file and place; or the log does not begin
// with the checkpoint in the backup, naming both heads), refused (the target is in use, erasures of
// another log, a newer release's backup), unavailable.
[[nodiscard]] Result<Restored> restore(
    const std::filesystem::path& from,
    const std::filesystem::path& target,
    const std::vector<std::string>& erasures
);

}  // namespace dunghan::app
