// A public key, and whether it made a signature. OpenSSL does the arithmetic.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "engine/base/result.h"

namespace dunghan::identity {

// Names of RFC 7518 and 8037, and no others: no "none", nothing symmetric.
enum class Algorithm : std::uint8_t {
    rs256 = 1,  // RSA PKCS #1 v1.5, SHA-256
    ps256 = 2,  // RSA-PSS, SHA-256, a salt as long as the hash
    es256 = 3,  // ECDSA on P-256, SHA-256; r and s of 32 octets each
    eddsa = 4,  // Ed25519
};

[[nodiscard]] std::optional<Algorithm> algorithm_from(std::string_view name);

class PublicKey {
 public:
    // Big-endian octets. Errors: invalid, when the modulus is not of 2048 to 8192 bits or the
    // exponent is even, below 3 or above 2^32.
    [[nodiscard]] static Result<PublicKey> rsa(std::string_view modulus, std::string_view exponent);

    // Coordinates of 32 octets. Error: invalid, also for a point that is not on the curve.
    [[nodiscard]] static Result<PublicKey> p256(std::string_view x, std::string_view y);

    // 32 octets. Error: invalid.
    [[nodiscard]] static Result<PublicKey> ed25519(std::string_view octets);

    [[nodiscard]] bool serves(Algorithm algorithm) const;

    // From any thread. False also for an algorithm that the key does not serve.
    [[nodiscard]] bool signed_by_it(
        Algorithm algorithm, std::string_view message, std::string_view signature
    ) const;

 private:
    enum class Kind : std::uint8_t { rsa, p256, ed25519 };

    PublicKey(Kind kind, std::shared_ptr<void> key) : kind_(kind), key_(std::move(key)) {}

    Kind kind_;
    std::shared_ptr<void> key_;  // EVP_PKEY; it does not change
};

}  // namespace dunghan::identity
