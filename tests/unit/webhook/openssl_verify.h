// Signatures checked by OpenSSL, which shares no code with the library that makes them.
#pragma once

#include <array>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sstream>
#include <string>
#include <vector>

#include "engine/notary/base64.h"

namespace dunghan::tests {

inline const unsigned char* octets_of(const std::string& text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

inline std::string hmac_sha256(const std::string& key, const std::string& content) {
    std::array<unsigned char, 32> sum{};
    unsigned int size = 0;
    HMAC(
        EVP_sha256(),
        key.data(),
        static_cast<int>(key.size()),
        octets_of(content),
        content.size(),
        sum.data(),
        &size
    );
    return {reinterpret_cast<const char*>(sum.data()), size};
}

inline bool ed25519_verifies(
    const std::string& key, const std::string& content, const std::string& signature
) {
    EVP_PKEY* known =
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, octets_of(key), key.size());
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    const bool verified =
        EVP_DigestVerifyInit(context, nullptr, nullptr, nullptr, known) == 1 &&
        EVP_DigestVerify(
            context, octets_of(signature), signature.size(), octets_of(content), content.size()
        ) == 1;
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(known);
    return verified;
}

// Whether a receiver that knows `key` ("whsec_…" or "whpk_…") finds its signature in the header.
inline bool verifies(
    const std::string& header, const std::string& key, const std::string& content
) {
    const bool shared = key.starts_with("whsec_");
    const std::string octets = notary::from_base64(key.substr(shared ? 6 : 5)).value();
    std::istringstream items(header);
    for (std::string item; items >> item;) {
        const std::string prefix = shared ? "v1," : "v1a,";
        if (!item.starts_with(prefix)) {
            continue;
        }
        const std::string signature = notary::from_base64(item.substr(prefix.size())).value_or("");
        if (shared ? signature == hmac_sha256(octets, content)
                   : ed25519_verifies(octets, content, signature)) {
            return true;
        }
    }
    return false;
}

}  // namespace dunghan::tests
