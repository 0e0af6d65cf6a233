// Passwords of accounts: a small file each, outside the log and the store, readable by its owner
// alone. What stands in it is argon2id of the password (libsodium's string, which says its own salt
// and costs). Format: docs/formats/access.md
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace dunghan::access {

inline constexpr std::size_t password_octets_min = 12;
inline constexpr std::size_t password_octets_max = 256;

// Four groups of five letters and digits that nobody takes for each other: 95 bits. Error:
// unavailable, without a source of randomness.
[[nodiscard]] Result<std::string> draw_password();

// From any thread; of one account's changes the last one counts.
class Passwords {
 public:
    // In `folder`, made when the first is set.
    explicit Passwords(std::filesystem::path folder);

    // Durable on return. Takes 64 MiB and about a tenth of a second of one processor, as is() does.
    // Errors: invalid (too short, too long), unavailable.
    [[nodiscard]] Result<void> set(const std::string& account, std::string_view password) const;

    // As much work where there is no such account: the time tells nothing. Errors: refused (others
    // may read the file), unavailable.
    [[nodiscard]] Result<bool> is(const std::string& account, std::string_view password) const;

    // None there: done already.
    [[nodiscard]] Result<void> forget(const std::string& account) const;

 private:
    [[nodiscard]] std::filesystem::path file_of(const std::string& account) const;

    std::filesystem::path folder_;
};

}  // namespace dunghan::access
