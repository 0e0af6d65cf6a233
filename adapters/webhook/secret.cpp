#include "adapters/webhook/secret.h"

#include <algorithm>
#include <array>
#include <sodium.h>

#include "engine/base/assert.h"
#include "engine/notary/base64.h"

namespace dunghan::webhook {
namespace {

constexpr std::string_view shared_prefix = "whsec_";
constexpr std::string_view private_prefix = "whsk_";
constexpr std::string_view public_prefix = "whpk_";

constexpr std::size_t octets_min = 24;
constexpr std::size_t octets_max = 64;
constexpr std::size_t octets_made = 32;

void start_library_once() {
    static const int started = sodium_init();
    DUNGHAN_ASSERT(started >= 0);
}

std::string text_of(std::string_view prefix, const unsigned char* octets, std::size_t size) {
    std::string encoded = notary::base64({reinterpret_cast<const char*>(octets), size});
    std::string text;
    text.reserve(prefix.size() + encoded.size());  // no copy stays behind
    text.append(prefix).append(encoded);
    wipe(encoded);
    return text;
}

// Like notary::from_base64, into octets that are wiped. `to` holds octets_max.
bool read_base64(std::string_view text, unsigned char* to, std::size_t& size) {
    constexpr int variant = sodium_base64_VARIANT_ORIGINAL;
    const int read = sodium_base642bin(
        to, octets_max, text.data(), text.size(), nullptr, &size, nullptr, variant
    );
    if (read != 0) {
        return false;
    }
    // libsodium 1.0.18 takes some octets above 0x7F for letters: what is read must be written so.
    std::string again = notary::base64({reinterpret_cast<const char*>(to), size});
    const bool same = again == text;
    wipe(again);
    return same;
}

// Seed and public key must belong together, or receivers would refuse every call.
bool is_key_pair(const unsigned char* octets) {
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> known{};
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};
    crypto_sign_seed_keypair(known.data(), secret.data(), octets);
    const bool same = sodium_memcmp(secret.data(), octets, secret.size()) == 0;
    sodium_memzero(secret.data(), secret.size());
    return same;
}

}  // namespace

void wipe(std::string& text) {
    sodium_memzero(text.data(), text.size());
    text.clear();
}

void Secret::Wipe::operator()(unsigned char* octets) const {
    sodium_memzero(octets, octets_max);
    delete[] octets;
}

Secret::Secret(SecretKind kind, std::size_t size)
    : kind_(kind), size_(size), octets_(new unsigned char[octets_max]{}) {
    DUNGHAN_ASSERT(size <= octets_max);
}

Secret Secret::make(SecretKind kind) {
    start_library_once();
    if (kind == SecretKind::private_key) {
        Secret made(kind, crypto_sign_SECRETKEYBYTES);
        std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> known{};
        crypto_sign_keypair(known.data(), made.octets_.get());
        return made;
    }
    Secret made(kind, octets_made);
    randombytes_buf(made.octets_.get(), made.size_);
    made.mac_.emplace(std::span(made.octets(), made.size()));
    return made;
}

Result<Secret> Secret::read(std::string_view text) {
    start_library_once();
    const bool is_private = text.starts_with(private_prefix);
    const std::string_view prefix = is_private ? private_prefix : shared_prefix;
    Secret secret(is_private ? SecretKind::private_key : SecretKind::shared, 0);
    const bool well_formed =
        text.starts_with(prefix) &&
        read_base64(text.substr(prefix.size()), secret.octets_.get(), secret.size_) &&
        secret.size_ >= (is_private ? octets_max : octets_min) &&
        (!is_private || is_key_pair(secret.octets()));
    if (!well_formed) {
        return fail(
            ErrorCode::invalid,
            "Expected whsec_ and base64 of 24 to 64 octets, or whsk_ and base64 of an Ed25519 key "
            "pair, but got other text; make one with random octets"
        );
    }
    if (!is_private) {
        secret.mac_.emplace(std::span(secret.octets(), secret.size()));
    }
    return secret;
}

const Mac& Secret::mac() const {
    DUNGHAN_ASSERT(kind_ == SecretKind::shared);
    return *mac_;
}

std::string Secret::reveal() const {
    return text_of(
        kind_ == SecretKind::shared ? shared_prefix : private_prefix, octets_.get(), size_
    );
}

std::string Secret::public_text() const {
    DUNGHAN_ASSERT(kind_ == SecretKind::private_key);
    constexpr std::size_t size = crypto_sign_PUBLICKEYBYTES;
    return text_of(public_prefix, octets_.get() + size_ - size, size);
}

}  // namespace dunghan::webhook
