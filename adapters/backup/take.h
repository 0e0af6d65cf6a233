// Taking a backup: the log beside its running writer, and the files beside the log.
//
// The log is the truth and is only ever appended to; views, indexes and answers to commands are
// made from it again when a backup is restored. So a backup is the records themselves, in segments
// that are written once, and a manifest. See docs/decisions/0012-the-backup-is-the-log.md
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/port/store.h"

#include "adapters/backup/kept_file.h"
#include "adapters/backup/verify.h"

namespace dunghan::backup {

struct Order {
    std::filesystem::path data;  // of the store, for messages
    std::vector<KeptFile> kept;  // what lies beside the log; paths that may be kept, each once
    std::filesystem::path to;    // made where it is not there
    Instant now;
    // Whether the store begins with a signed head: the one that the backup before holds, and the
    // one that comes along now. An error ends the backup and leaves the one before as it is.
    std::function<Result<void>(const std::string& where, std::string_view checkpoint)> keeps =
        [](const std::string&, std::string_view) -> Result<void> { return {}; };
};

struct Taken {
    Manifest manifest;
    std::size_t files = 0;   // of the backup
    std::size_t copied = 0;  // written this time
    std::uint64_t copied_octets = 0;
};

// Complete and verified on return: every file was written durably, read back, and held against
// size, root and SHA-256 before the manifest took the place of the one before, which counts until
// then. Afterwards files that no manifest names are destroyed as an erasure destroys a key: one may
// be among them.
//
// Errors: refused (another backup of another log, or of more than this one has, is there; another
// process works there; the folder holds something else), corruption (of the store or of what is in
// the backup already, naming file and position), not_found (the store is empty), unavailable (also
// when all is complete but a file could not be destroyed; it says so), and those of `keeps`.
[[nodiscard]] Result<Taken> take(const Store& store, const Order& order, const Progress& progress);

}  // namespace dunghan::backup
