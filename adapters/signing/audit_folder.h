// DIR/audit: the log's signing keys and the last checkpoint they signed.
//
//     key         signing keys, one a line, the oldest first; only its owner may read it
//     checkpoint  the last checkpoint that was signed
//     lock        held while something here changes
//
// Whoever has the keys can sign any history, so keep a copy of `checkpoint` elsewhere (a witness).
// Format: docs/formats/checkpoint.md
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "engine/base/result.h"
#include "engine/notary/checkpoint.h"

#include "adapters/disk/lock.h"

namespace dunghan::signing {

// All sign every checkpoint.
inline constexpr std::size_t keys_max = 16;

class AuditFolder {
 public:
    // DIR; nothing is made yet.
    explicit AuditFolder(const std::filesystem::path& data) : folder_(data / "audit") {}

    // Waits for another process that signs; makes the folder. Error: unavailable.
    [[nodiscard]] Result<disk::FileLock> lock() const;

    // None when there is no key file. Errors: refused (others may read it), invalid, unavailable.
    [[nodiscard]] Result<std::vector<notary::SigningKey>> keys() const;

    // Durable on return. Errors: refused (more than keys_max), unavailable.
    [[nodiscard]] Result<void> save(const std::vector<notary::SigningKey>& keys) const;

    // Nothing before the first. Errors: invalid, unavailable.
    [[nodiscard]] Result<std::optional<notary::SignedCheckpoint>> checkpoint() const;
    [[nodiscard]] Result<void> save(const notary::SignedCheckpoint& checkpoint) const;

    [[nodiscard]] const std::filesystem::path& path() const { return folder_; }

 private:
    std::filesystem::path folder_;
};

// A new key; without a name, one that no other log has. Error: unavailable (no randomness).
[[nodiscard]] Result<notary::SigningKey> make_key(std::string name);

}  // namespace dunghan::signing
