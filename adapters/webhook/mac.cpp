#include "adapters/webhook/mac.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <string>

#include "engine/base/assert.h"

namespace dunghan::webhook {
namespace {

const unsigned char* octets_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

void Mac::Free::operator()(evp_mac_ctx_st* mac) const {
    EVP_MAC_CTX_free(mac);
}

Mac::Mac(std::span<const unsigned char> key) {
    static EVP_MAC* const algorithm = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    keyed_.reset(EVP_MAC_CTX_new(algorithm));
    std::string digest = "SHA256";
    const std::array<OSSL_PARAM, 2> chosen{
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest.data(), digest.size()),
        OSSL_PARAM_construct_end()};
    const bool ready =
        keyed_ && EVP_MAC_init(keyed_.get(), key.data(), key.size(), chosen.data()) == 1;
    DUNGHAN_ASSERT(ready);
}

// Copies what is ready: to find the algorithm and take the key each time costs more than the sum.
std::array<unsigned char, 32> Mac::sum(std::string_view head, std::string_view body) const {
    const std::unique_ptr<EVP_MAC_CTX, Free> mac(EVP_MAC_CTX_dup(keyed_.get()));
    std::array<unsigned char, 32> made{};
    std::size_t octets = 0;
    const bool done = mac && EVP_MAC_update(mac.get(), octets_of(head), head.size()) == 1 &&
                      EVP_MAC_update(mac.get(), octets_of(body), body.size()) == 1 &&
                      EVP_MAC_final(mac.get(), made.data(), &octets, made.size()) == 1;
    DUNGHAN_ASSERT(done && octets == made.size());
    return made;
}

}  // namespace dunghan::webhook
