// What an endpoint's calls are signed with. Kept apart from everything that prints: no stream takes
// it, no copy is made by accident, the octets are wiped when it goes.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"

#include "adapters/webhook/mac.h"

namespace dunghan::webhook {

enum class SecretKind {
    shared,       // "whsec_", HMAC-SHA256: the receiver holds the same secret
    private_key,  // "whsk_", Ed25519: the receiver holds "whpk_", which can only verify
};

class Secret {
 public:
    // From the machine's random octets: 32 for a shared one.
    [[nodiscard]] static Secret make(SecretKind kind);

    // "whsec_" and base64 of 24 to 64 octets, or "whsk_" and base64 of the 64 octets of seed and
    // public key. One text for each secret. Error: invalid; it holds no part of the text.
    [[nodiscard]] static Result<Secret> read(std::string_view text);

    [[nodiscard]] SecretKind kind() const { return kind_; }

    // The text that read() takes: to be shown once, and kept in a file that only the owner reads.
    // Whoever takes it wipes it.
    [[nodiscard]] std::string reveal() const;

    // "whpk_" and base64, for the receiver. Asserts a private key.
    [[nodiscard]] std::string public_text() const;

    // Asserts a shared secret.
    [[nodiscard]] const Mac& mac() const;

    // For libsodium alone.
    [[nodiscard]] const unsigned char* octets() const { return octets_.get(); }

    [[nodiscard]] std::size_t size() const { return size_; }

    friend std::ostream& operator<<(std::ostream&, const Secret&) = delete;

 private:
    struct Wipe {
        void operator()(unsigned char* octets) const;
    };

    Secret(SecretKind kind, std::size_t size);

    SecretKind kind_;
    std::size_t size_;
    std::unique_ptr<unsigned char, Wipe> octets_;
    std::optional<Mac> mac_;  // of a shared one
};

// Overwrites and empties it.
void wipe(std::string& text);

}  // namespace dunghan::webhook
