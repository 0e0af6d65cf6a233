// What a restore records in the log it made: that the outbox is held, and who was erased after the
// backup was taken. An older log would bring them back.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "adapters/app/session.h"
#include "adapters/backup/manifest.h"
#include "adapters/keys/erasures.h"

namespace dunghan::app {

// Erasures to repeat: those a backup holds itself, and those of each of `others`: a data folder, a
// newer backup, or the list in a file. Errors: not_found (nothing of the kind), corruption,
// refused (lists of different logs), unavailable.
[[nodiscard]] Result<Erasures> erasures_for(
    const std::filesystem::path& backup,
    const backup::Manifest& manifest,
    const std::vector<std::string>& others
);

struct RestoredLog {
    std::vector<std::string> erased_again;  // persons
    std::vector<std::string> living;
};

// `data` holds the list and no key of whoever is erased when this returns. Errors: the store's.
[[nodiscard]] Result<RestoredLog> record_restore(
    RocksStore& store,
    const std::filesystem::path& data,
    const backup::Manifest& manifest,
    const Erasures& erasures
);

}  // namespace dunghan::app
