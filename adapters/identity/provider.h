// Who signs people in elsewhere: its public keys, read again when their file changes.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>

#include "adapters/identity/jwt.h"

namespace dunghan::identity {

struct ProviderSettings {
    JwtRules rules;
    std::filesystem::path jwks_file;
};

class Provider {
 public:
    // For a person: the file has changed, and what came of it. From any thread.
    using Tell = std::function<void(const std::string& words)>;

    // Errors: unavailable, not_found, limit_exceeded, invalid: of the file, which is named.
    [[nodiscard]] static Result<std::unique_ptr<Provider>> open(
        ProviderSettings settings, Tell tell
    );

    // From any thread. Nothing: the token is not good, whatever is wrong with it. A new file counts
    // within a second; one that is broken leaves the keys as they were.
    [[nodiscard]] std::optional<Subject> subject_of(std::string_view token, Instant now);

 private:
    // As the file system tells it, to see that a file is another one.
    struct Look {
        std::filesystem::file_time_type written;
        std::uintmax_t size = 0;
        bool operator==(const Look&) const = default;
    };

    Provider(ProviderSettings settings, Tell tell)
        : settings_(std::move(settings)), tell_(std::move(tell)) {}

    [[nodiscard]] Result<Look> look() const;
    [[nodiscard]] Result<void> read();
    [[nodiscard]] std::shared_ptr<const Jwks> keys();

    const ProviderSettings settings_;
    const Tell tell_;
    std::mutex guard_;  // of the rest
    std::shared_ptr<const Jwks> keys_;
    Look known_;
    std::chrono::steady_clock::time_point looked_at_;
};

}  // namespace dunghan::identity
