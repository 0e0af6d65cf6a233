// Ed25519 keys of signed notes (C2SP signed-note): what signs a checkpoint, and what checks it.
//
// Pure: signing is deterministic (RFC 8032); where a seed comes from is the adapter's business.
// Format: docs/formats/checkpoint.md
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace dunghan::notary {

// The public half, under the name it signs for.
struct VerifierKey {
    std::string name;  // 1 to 200 printable ASCII octets, no blank, no '+'
    std::array<std::uint8_t, 32> octets{};
    bool operator==(const VerifierKey&) const = default;

    // The first four octets of SHA-256(name, 0x0A, 0x01, octets), big-endian.
    [[nodiscard]] std::uint32_t id() const;
};

// "name+hash+base64": what an auditor keeps.
[[nodiscard]] std::string to_text(const VerifierKey& key);

// Error: invalid, also when the hash is not that of name and key, or another algorithm is meant.
[[nodiscard]] Result<VerifierKey> parse_verifier_key(std::string_view text);

// The secret half. Never in a message, a log or an event.
struct SigningKey {
    std::string name;
    std::array<std::uint8_t, 32> seed{};

    [[nodiscard]] VerifierKey verifier() const;
};

// "PRIVATE+KEY+name+hash+base64": the line of a key file.
[[nodiscard]] std::string to_text(const SigningKey& key);
// Error: invalid; the message holds nothing of the key.
[[nodiscard]] Result<SigningKey> parse_signing_key(std::string_view text);

[[nodiscard]] bool is_key_name(std::string_view name);

// 64 octets.
[[nodiscard]] std::string sign(const SigningKey& key, std::string_view text);
[[nodiscard]] bool verify(
    const VerifierKey& key, std::string_view text, std::string_view signature
);

}  // namespace dunghan::notary
