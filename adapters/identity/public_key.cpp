#include "adapters/identity/public_key.h"

#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>
#include <vector>

namespace dunghan::identity {
namespace {

template <auto free>
struct Free {
    template <class T>
    void operator()(T* what) const {
        free(what);
    }
};

using Number = std::unique_ptr<BIGNUM, Free<BN_free>>;
using Context = std::unique_ptr<EVP_PKEY_CTX, Free<EVP_PKEY_CTX_free>>;
using Digest = std::unique_ptr<EVP_MD_CTX, Free<EVP_MD_CTX_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Free<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Free<OSSL_PARAM_free>>;

constexpr int modulus_bits_min = 2048;
constexpr int modulus_bits_max = 8192;
constexpr int exponent_bits_max = 32;
constexpr std::size_t coordinate_octets = 32;
constexpr std::size_t ed25519_octets = 32;

const unsigned char* octets_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

Number number_of(std::string_view octets) {
    return Number(BN_bin2bn(octets_of(octets), static_cast<int>(octets.size()), nullptr));
}

std::shared_ptr<void> hold(EVP_PKEY* key) {
    return {key, [](void* held) { EVP_PKEY_free(static_cast<EVP_PKEY*>(held)); }};
}

// Null: they make no key.
std::shared_ptr<void> key_of(const char* kind, const Builder& builder) {
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    const Context making(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
    EVP_PKEY* key = nullptr;
    const bool made =
        parameters && making && EVP_PKEY_fromdata_init(making.get()) == 1 &&
        EVP_PKEY_fromdata(making.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) == 1;
    auto held = hold(key);
    if (!made) {
        return nullptr;
    }
    const Context checking(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
    return checking && EVP_PKEY_public_check(checking.get()) == 1 ? held : nullptr;
}

tl::unexpected<Error> no_key(const std::string& wanted) {
    return fail(ErrorCode::invalid, "Expected " + wanted);
}

// r and s side by side (RFC 7518 3.4) as OpenSSL wants them. Empty: they are none.
std::vector<unsigned char> der_of(std::string_view signature) {
    if (signature.size() != 2 * coordinate_octets) {
        return {};
    }
    const std::unique_ptr<ECDSA_SIG, Free<ECDSA_SIG_free>> both(ECDSA_SIG_new());
    Number r = number_of(signature.substr(0, coordinate_octets));
    Number s = number_of(signature.substr(coordinate_octets));
    if (!both || !r || !s || ECDSA_SIG_set0(both.get(), r.get(), s.get()) != 1) {
        return {};
    }
    static_cast<void>(r.release());
    static_cast<void>(s.release());
    std::vector<unsigned char> der(static_cast<std::size_t>(i2d_ECDSA_SIG(both.get(), nullptr)));
    unsigned char* end = der.data();
    i2d_ECDSA_SIG(both.get(), &end);
    return der;
}

bool pads_as(Algorithm algorithm, EVP_PKEY_CTX* context) {
    if (algorithm != Algorithm::ps256) {
        return true;  // as the kind of key has it
    }
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1;
}

}  // namespace

std::optional<Algorithm> algorithm_from(std::string_view name) {
    return name == "RS256"   ? std::optional(Algorithm::rs256)
           : name == "PS256" ? std::optional(Algorithm::ps256)
           : name == "ES256" ? std::optional(Algorithm::es256)
           : name == "EdDSA" ? std::optional(Algorithm::eddsa)
                             : std::nullopt;
}

Result<PublicKey> PublicKey::rsa(std::string_view modulus, std::string_view exponent) {
    const Number n = number_of(modulus);
    const Number e = number_of(exponent);
    const Builder builder(OSSL_PARAM_BLD_new());
    const bool sound = n && e && BN_num_bits(n.get()) >= modulus_bits_min &&
                       BN_num_bits(n.get()) <= modulus_bits_max && BN_is_odd(e.get()) == 1 &&
                       BN_is_one(e.get()) == 0 && BN_num_bits(e.get()) <= exponent_bits_max &&
                       builder &&
                       OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) == 1 &&
                       OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) == 1;
    auto key = sound ? key_of("RSA", builder) : nullptr;
    return key ? Result<PublicKey>(PublicKey(Kind::rsa, std::move(key)))
               : no_key("an RSA key of 2048 to 8192 bits with an odd exponent");
}

Result<PublicKey> PublicKey::p256(std::string_view x, std::string_view y) {
    const std::string point = '\x04' + std::string(x) + std::string(y);  // uncompressed
    const Builder builder(OSSL_PARAM_BLD_new());
    const bool sound =
        x.size() == coordinate_octets && y.size() == coordinate_octets && builder &&
        OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0) ==
            1 &&
        OSSL_PARAM_BLD_push_octet_string(
            builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()
        ) == 1;
    auto key = sound ? key_of("EC", builder) : nullptr;
    return key ? Result<PublicKey>(PublicKey(Kind::p256, std::move(key)))
               : no_key("a point of P-256, two coordinates of 32 octets");
}

Result<PublicKey> PublicKey::ed25519(std::string_view octets) {
    EVP_PKEY* const key = octets.size() == ed25519_octets
                              ? EVP_PKEY_new_raw_public_key(
                                    EVP_PKEY_ED25519, nullptr, octets_of(octets), octets.size()
                                )
                              : nullptr;
    return key != nullptr ? Result<PublicKey>(PublicKey(Kind::ed25519, hold(key)))
                          : no_key("an Ed25519 key of 32 octets");
}

bool PublicKey::serves(Algorithm algorithm) const {
    switch (algorithm) {
        case Algorithm::rs256:
        case Algorithm::ps256: return kind_ == Kind::rsa;
        case Algorithm::es256: return kind_ == Kind::p256;
        case Algorithm::eddsa: return kind_ == Kind::ed25519;
    }
    return false;
}

bool PublicKey::signed_by_it(
    Algorithm algorithm, std::string_view message, std::string_view signature
) const {
    if (!serves(algorithm)) {
        return false;
    }
    std::vector<unsigned char> octets(signature.begin(), signature.end());
    if (algorithm == Algorithm::es256) {
        octets = der_of(signature);
    }
    const Digest digest(EVP_MD_CTX_new());
    EVP_PKEY_CTX* context = nullptr;  // the digest's
    const EVP_MD* const hash = algorithm == Algorithm::eddsa ? nullptr : EVP_sha256();
    auto* const key = static_cast<EVP_PKEY*>(key_.get());
    return !octets.empty() && digest &&
           EVP_DigestVerifyInit(digest.get(), &context, hash, nullptr, key) == 1 &&
           pads_as(algorithm, context) &&
           EVP_DigestVerify(
               digest.get(), octets.data(), octets.size(), octets_of(message), message.size()
           ) == 1;
}

}  // namespace dunghan::identity
