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

// The right to sign, and what was promised before: while it lives nobody else signs.
struct Turn {
    disk::FileLock lock;
    std::vector<Promise> promises;
};

// A head that may be signed: its log begins with everything promised before.
struct Signable {
    Turn turn;
    std::vector<notary::SigningKey> keys;
    merkle::TreeHead head;
};

class Signer {
 public:
    // `witness`: empty for none.
    Signer(const std::filesystem::path& data, std::filesystem::path witness)
        : folder_(data), witness_(std::move(witness)) {}

    // Checkpoints that were signed and kept. A store that is opened to be read beside its writer is
    // opened after this: what is signed in between would be more than the reader sees, and a sound
    // log would seem rewritten. Errors: invalid, refused, unavailable.
    [[nodiscard]] Result<std::vector<Promise>> promises() const;

    // Waits for another process that signs, and reads the promises. Makes DIR/audit. Asks other
    // machines, as publish() does: it may take as long as they like. Errors: those of promises().
    [[nodiscard]] Result<Turn> begin() const;

    // The keys that sign, the oldest first; makes the first one. What the log says is retired is
    // none of them, though it may still stand in the file. A log that was signed before and whose
    // keys are gone is refused: a new key would be another log to every auditor.
    // Errors: refused, invalid, limit_exceeded, unavailable.
    [[nodiscard]] Result<std::vector<notary::SigningKey>> keys(
        const Store& store, const std::string& name = ""
    ) const;

    // Whether each was signed by a key of this log, and the log still begins with it. Error:
    // corruption, naming the file and, where history differs, both heads.
    [[nodiscard]] Result<void> keep(const Store& store, const std::vector<Promise>& promises) const;

    // Checks the promises against the log. Only for durable heads: see sync_log() for a store
    // opened beside its writer. Errors: those of keys() and keep().
    [[nodiscard]] Result<Signable> prepare(const Store& store, Turn turn) const;

    // Signs the head with every key, keeps the checkpoint and sends it to the witness. An unchanged
    // head is not signed again. Errors: refused, unavailable.
    [[nodiscard]] Result<notary::SignedCheckpoint> publish(const Signable& signable) const;

    // All three, for who may wait.
    [[nodiscard]] Result<notary::SignedCheckpoint> sign(const Store& store) const;

    [[nodiscard]] const AuditFolder& folder() const { return folder_; }

 private:
    [[nodiscard]] std::string kept_at() const { return (folder_.path() / "checkpoint").string(); }

    [[nodiscard]] Result<std::vector<notary::VerifierKey>> known_keys(const Store& store) const;

    AuditFolder folder_;
    std::filesystem::path witness_;
};

// A reader beside the writer may see records that are written and not yet synced. After this they
// are. Error: unavailable.
[[nodiscard]] Result<void> sync_log(const std::filesystem::path& data);

// Keys the log itself names; all, or those that it says are retired.
[[nodiscard]] Result<std::vector<notary::VerifierKey>> keys_in_log(const Store& store);
[[nodiscard]] Result<std::vector<notary::VerifierKey>> retired_in_log(const Store& store);

}  // namespace dunghan::signing
