// For a backup: a store as of one moment, the keys of just those persons who live in it then, and
// the list of who was erased, which may be younger.
//
// Erasing records first and destroys the key afterwards. So a key that is gone although the store
// does not say why asks for a store opened later; where that one does not say so either, the key is
// lost, which is no erasure.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "adapters/app/session.h"
#include "adapters/backup/kept_file.h"

namespace dunghan::app {

struct LivingKeys {
    std::unique_ptr<RocksStore> store;
    std::vector<backup::KeptFile> files;  // the list; the key of each person it describes and does
                                          // not erase …
    std::vector<std::string> lost;        // … but these, whose key is missing or damaged
};

// Opens the store for reading, again as long as another erasure comes in between. Errors: the
// store's; refused (others may read a key), unavailable.
[[nodiscard]] Result<LivingKeys> open_with_living_keys(const std::filesystem::path& data);

// Where it lies, in the data directory and in a backup.
[[nodiscard]] std::string key_path(const std::string& person);

}  // namespace dunghan::app
