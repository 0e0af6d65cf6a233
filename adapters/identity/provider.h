// Who signs people in elsewhere: its public keys, read again when their file changes.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>

#include "adapters/disk/watch.h"
#include "adapters/identity/jwt.h"

namespace dunghan::identity {

struct ProviderSettings {
    JwtRules rules;
    std::filesystem::path jwks_file;
};

class Provider {
 public:
    // Errors: unavailable, not_found, limit_exceeded, invalid: of the file, which is named.
    [[nodiscard]] static Result<std::unique_ptr<Provider>> open(ProviderSettings settings);

    // Looks whether the file has changed: about once a second, from one thread. Error, once for
    // each change: what stands there cannot be used, and the keys stay as they were.
    [[nodiscard]] Result<void> refresh();

    // From any thread. Nothing: the token is not good, whatever is wrong with it.
    [[nodiscard]] std::optional<Subject> subject_of(std::string_view token, Instant now);

 private:
    explicit Provider(ProviderSettings settings);

    [[nodiscard]] Result<void> read();

    const ProviderSettings settings_;
    disk::Watch watch_;
    std::mutex guard_;  // of the next
    std::shared_ptr<const Jwks> keys_;
};

}  // namespace dunghan::identity
