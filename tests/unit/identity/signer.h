// A provider of identities for tests: an Ed25519 key of libsodium's, where the code under test asks
// OpenSSL.
#pragma once

#include <array>
#include <sodium.h>
#include <string>
#include <string_view>

namespace dunghan::testing {

class Signer {
 public:
    Signer() { crypto_sign_keypair(public_.data(), private_.data()); }

    [[nodiscard]] std::string jwk(const std::string& id) const {
        return R"({"kty":"OKP","crv":"Ed25519","alg":"EdDSA","kid":")" + id + R"(","x":")" +
               base64url({reinterpret_cast<const char*>(public_.data()), public_.size()}) + "\"}";
    }

    [[nodiscard]] std::string jwks(const std::string& id) const {
        return R"({"keys":[)" + jwk(id) + "]}";
    }

    [[nodiscard]] std::string token(std::string_view header, std::string_view payload) const {
        const std::string message = base64url(header) + "." + base64url(payload);
        std::string signature(crypto_sign_BYTES, '\0');
        crypto_sign_detached(
            reinterpret_cast<unsigned char*>(signature.data()),
            nullptr,
            reinterpret_cast<const unsigned char*>(message.data()),
            message.size(),
            private_.data()
        );
        return message + "." + base64url(signature);
    }

 private:
    static std::string base64url(std::string_view octets) {
        constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
        std::string text(sodium_base64_encoded_len(octets.size(), variant), '\0');
        sodium_bin2base64(
            text.data(),
            text.size(),
            reinterpret_cast<const unsigned char*>(octets.data()),
            octets.size(),
            variant
        );
        text.pop_back();  // the terminating zero
        return text;
    }

    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> public_{};
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> private_{};
};

}  // namespace dunghan::testing
