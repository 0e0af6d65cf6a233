#include "adapters/webhook/signature.h"

#include <algorithm>
#include <array>
#include <openssl/evp.h>
#include <sodium.h>

#include "engine/base/assert.h"

namespace dunghan::webhook {
namespace {

constexpr std::size_t id_octets_max = 200;

const unsigned char* octets_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

// What everybody may read: quicker than notary's, which hides what it writes from its neighbours.
template <std::size_t size>
void append_base64(std::string& header, const std::array<unsigned char, size>& octets) {
    std::array<unsigned char, (size + 2) / 3 * 4 + 1> text{};
    const int length = EVP_EncodeBlock(text.data(), octets.data(), size);
    header.append(reinterpret_cast<const char*>(text.data()), static_cast<std::size_t>(length));
}

std::array<unsigned char, crypto_sign_BYTES> ed25519(
    const Secret& secret, std::string_view head, std::string_view body
) {
    const std::string content = std::string(head).append(body);
    std::array<unsigned char, crypto_sign_BYTES> signature{};
    crypto_sign_detached(
        signature.data(), nullptr, octets_of(content), content.size(), secret.octets()
    );
    return signature;
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
    std::string head;
    head.reserve(id.size() + 2 + 20);
    head.append(id).append(".").append(std::to_string(timestamp)).append(".");
    std::string header;
    header.reserve(secrets.size() * 96);
    for (const Secret& secret : secrets) {
        header += header.empty() ? "" : " ";
        if (secret.kind() == SecretKind::shared) {
            append_base64(header += "v1,", secret.mac().sum(head, body));
        } else {
            append_base64(header += "v1a,", ed25519(secret, head, body));
        }
    }
    return header;
}

}  // namespace dunghan::webhook
