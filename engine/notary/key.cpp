#include "engine/notary/key.h"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <sodium.h>

#include "engine/base/sha256.h"
#include "engine/notary/base64.h"

namespace dunghan::notary {
namespace {

constexpr char ed25519 = '\x01';  // the signature type of signed-note
constexpr std::size_t name_octets_max = 200;
constexpr std::string_view private_mark = "PRIVATE+KEY+";
using Octets = std::array<std::uint8_t, 32>;

std::string_view view_of(const Octets& octets) {
    return {reinterpret_cast<const char*>(octets.data()), octets.size()};
}

std::string hash_text(const VerifierKey& key) {
    char text[9];
    std::snprintf(text, sizeof text, "%08x", key.id());
    return text;
}

std::string typed_base64(const Octets& octets) {
    return base64(ed25519 + std::string(view_of(octets)));
}

struct Parts {
    std::string name;
    std::string hash;
    Octets octets;
};

// "name+hash+base64", where the base64 may hold '+' as well.
std::optional<Parts> parts_of(std::string_view text) {
    const std::size_t first = text.find('+');
    const std::size_t second = first == text.npos ? text.npos : text.find('+', first + 1);
    if (second == text.npos) {
        return std::nullopt;
    }
    Parts parts{
        std::string(text.substr(0, first)),
        std::string(text.substr(first + 1, second - first - 1)),
        {}};
    const auto octets = from_base64(text.substr(second + 1));
    if (!is_key_name(parts.name) || !octets || octets->size() != 1 + parts.octets.size() ||
        octets->front() != ed25519) {
        return std::nullopt;
    }
    std::copy(octets->begin() + 1, octets->end(), parts.octets.begin());
    return parts;
}

// libsodium's secret key: the seed and the public key.
std::array<unsigned char, crypto_sign_SECRETKEYBYTES> expand(const Octets& seed, Octets& key) {
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};
    crypto_sign_seed_keypair(key.data(), secret.data(), seed.data());
    return secret;
}

}  // namespace

bool is_key_name(std::string_view name) {
    return !name.empty() && name.size() <= name_octets_max &&
           std::ranges::all_of(name, [](char c) { return c > ' ' && c < '\x7F' && c != '+'; });
}

std::uint32_t VerifierKey::id() const {
    const Sha256 hash = sha256(name + "\n" + ed25519, view_of(octets));
    std::uint32_t id = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        id = id << 8U | hash[i];
    }
    return id;
}

std::string to_text(const VerifierKey& key) {
    return key.name + "+" + hash_text(key) + "+" + typed_base64(key.octets);
}

Result<VerifierKey> parse_verifier_key(std::string_view text) {
    const auto parts = parts_of(text);
    VerifierKey key;
    if (parts) {
        key = {parts->name, parts->octets};
    }
    if (!parts || parts->hash != hash_text(key)) {
        return fail(
            ErrorCode::invalid,
            "Expected a verifier key (name+hash+base64, Ed25519), but got '" +
                std::string(text.substr(0, 300)) + "'; copy it from `dunghan audit key`"
        );
    }
    return key;
}

VerifierKey SigningKey::verifier() const {
    VerifierKey key{name, {}};
    static_cast<void>(expand(seed, key.octets));
    return key;
}

std::string to_text(const SigningKey& key) {
    return std::string(private_mark) + key.name + "+" + hash_text(key.verifier()) + "+" +
           typed_base64(key.seed);
}

Result<SigningKey> parse_signing_key(std::string_view text) {
    const auto parts =
        text.starts_with(private_mark) ? parts_of(text.substr(private_mark.size())) : std::nullopt;
    SigningKey key;
    if (parts) {
        key = {parts->name, parts->octets};
    }
    if (!parts || parts->hash != hash_text(key.verifier())) {
        return fail(
            ErrorCode::invalid,
            "Expected a signing key (PRIVATE+KEY+name+hash+base64), but the line is another or "
            "was changed; restore the key file from its copy"
        );
    }
    return key;
}

std::string sign(const SigningKey& key, std::string_view text) {
    Octets ignored{};
    const auto secret = expand(key.seed, ignored);
    std::array<unsigned char, crypto_sign_BYTES> signature{};
    const auto* octets = reinterpret_cast<const unsigned char*>(text.data());
    crypto_sign_detached(signature.data(), nullptr, octets, text.size(), secret.data());
    return {signature.begin(), signature.end()};
}

bool verify(const VerifierKey& key, std::string_view text, std::string_view signature) {
    return signature.size() == crypto_sign_BYTES &&
           crypto_sign_verify_detached(
               reinterpret_cast<const unsigned char*>(signature.data()),
               reinterpret_cast<const unsigned char*>(text.data()),
               text.size(),
               key.octets.data()
           ) == 0;
}

}  // namespace dunghan::notary
