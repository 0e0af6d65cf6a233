#include "adapters/webhook/signature.h"

#include <algorithm>
#include <array>
#include <sodium.h>

#include "engine/base/assert.h"
#include "engine/notary/base64.h"

namespace dunghan::webhook {
namespace {

constexpr std::size_t id_octets_max = 200;

const unsigned char* octets_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

template <std::size_t size>
std::string base64(const std::array<unsigned char, size>& octets) {
    return notary::base64({reinterpret_cast<const char*>(octets.data()), size});
}

std::string hmac(const Secret& secret, std::string_view head, std::string_view body) {
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, secret.octets(), secret.size());
    crypto_auth_hmacsha256_update(&state, octets_of(head), head.size());
    crypto_auth_hmacsha256_update(&state, octets_of(body), body.size());
    std::array<unsigned char, crypto_auth_hmacsha256_BYTES> sum{};
    crypto_auth_hmacsha256_final(&state, sum.data());
    sodium_memzero(&state, sizeof state);
    return "v1," + base64(sum);
}

std::string ed25519(const Secret& secret, std::string_view head, std::string_view body) {
    const std::string content = std::string(head).append(body);
    std::array<unsigned char, crypto_sign_BYTES> signature{};
    crypto_sign_detached(
        signature.data(), nullptr, octets_of(content), content.size(), secret.octets()
    );
    return "v1a," + base64(signature);
}

}  // namespace

bool is_message_id(std::string_view id) {
    return !id.empty() && id.size() <= id_octets_max && std::ranges::all_of(id, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               c == '-' || c == '_';
    });
}

std::string sign(
    std::span<const Secret> secrets,
    std::string_view id,
    std::int64_t timestamp,
    std::string_view body
) {
    DUNGHAN_ASSERT(is_message_id(id));
    const std::string head = std::string(id) + "." + std::to_string(timestamp) + ".";
    std::string header;
    for (const Secret& secret : secrets) {
        header += header.empty() ? "" : " ";
        header += secret.kind() == SecretKind::shared ? hmac(secret, head, body)
                                                      : ed25519(secret, head, body);
    }
    return header;
}

}  // namespace dunghan::webhook
