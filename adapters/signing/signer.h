// Signs the log's head: a promise that history up to here will not be rewritten. So before it signs
// it looks at every promise made earlier, here and at the witness.
#pragma once

#include <filesystem>
#include <vector>

#include "engine/port/store.h"

#include "adapters/signing/audit_folder.h"

namespace dunghan::signing {

struct Promise {
    std::string where;  // file
    notary::SignedCheckpoint checkpoint;
};

class Signer {
 public:
    // `witness`: empty for none.
    Signer(const std::filesystem::path& data, std::filesystem::path witness)
        : folder_(data), witness_(std::move(witness)) {}

    // The keys that sign, the oldest first; makes the first one. A log that was signed before and
    // whose key file is gone is refused: a new key would be another log to every auditor.
    // Errors: refused, invalid, unavailable.
    [[nodiscard]] Result<std::vector<notary::SigningKey>> keys(
        const Store& store, const std::string& name = ""
    ) const;

    // Checkpoints that were signed and kept. Errors: invalid, corruption (not signed by a key of
    // this log), unavailable.
    [[nodiscard]] Result<std::vector<Promise>> promises(const Store& store) const;

    // Whether the log still begins with each of them. Error: corruption, naming both heads and the
    // file.
    [[nodiscard]] Result<void> keep(const Store& store, const std::vector<Promise>& promises) const;

    // The same of a checkpoint that lies elsewhere, in a backup for one. `where`: its file. Errors:
    // also invalid, corruption (not signed by a key of this log).
    [[nodiscard]] Result<void> keep(
        const Store& store, const std::string& where, std::string_view checkpoint
    ) const;

    // Checks the promises, signs the head with every key, keeps the checkpoint and sends it to the
    // witness. An unchanged head is not signed again. Only for durable heads: see sync_log() for a
    // store opened beside its writer. Errors: those above.
    [[nodiscard]] Result<notary::SignedCheckpoint> sign(const Store& store) const;

    [[nodiscard]] const AuditFolder& folder() const { return folder_; }

 private:
    [[nodiscard]] Result<std::vector<notary::VerifierKey>> known_keys(const Store& store) const;

    AuditFolder folder_;
    std::filesystem::path witness_;
};

// A reader beside the writer may see records that are written and not yet synced. After this they
// are. Error: unavailable.
[[nodiscard]] Result<void> sync_log(const std::filesystem::path& data);

// Keys the log itself names, retired ones too.
[[nodiscard]] Result<std::vector<notary::VerifierKey>> keys_in_log(const Store& store);

}  // namespace dunghan::signing
