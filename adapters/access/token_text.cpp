#include "adapters/access/token_text.h"

#include <array>
#include <sodium.h>

#include "engine/base/sha256.h"
#include "engine/person/stream.h"

namespace dunghan::access {
namespace {

constexpr std::string_view prefix = "dh_";
constexpr char separator = '_';
constexpr std::size_t id_octets = 6;
constexpr std::size_t secret_octets = 32;
constexpr std::size_t secret_characters = 43;
constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

// Wiped when it goes.
struct Secret {
    std::array<unsigned char, secret_octets> octets{};

    Secret() = default;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;

    ~Secret() { sodium_memzero(octets.data(), octets.size()); }

    [[nodiscard]] std::string hash() const {
        return to_hex(sha256({reinterpret_cast<const char*>(octets.data()), octets.size()}));
    }

    [[nodiscard]] std::string text() const {
        std::string text(secret_characters + 1, '\0');
        sodium_bin2base64(text.data(), text.size(), octets.data(), octets.size(), variant);
        text.pop_back();  // the terminating zero
        return text;
    }
};

std::string draw_id() {
    std::array<unsigned char, id_octets> octets{};
    randombytes_buf(octets.data(), octets.size());
    std::string id(2 * id_octets + 1, '\0');
    sodium_bin2hex(id.data(), id.size(), octets.data(), octets.size());
    id.pop_back();
    return id;
}

// libsodium 1.0.18 takes some octets above 0x7F for letters: what is read must be written so.
bool read_secret(std::string_view text, Secret& secret) {
    std::size_t size = 0;
    const int read = sodium_base642bin(
        secret.octets.data(),
        secret.octets.size(),
        text.data(),
        text.size(),
        nullptr,
        &size,
        nullptr,
        variant
    );
    return read == 0 && size == secret_octets && secret.text() == text;
}

}  // namespace

Result<NewToken> make_token(const std::string& id_begin) {
    if (sodium_init() < 0) {
        return fail(ErrorCode::unavailable, "Expected a source of randomness, but there is none");
    }
    Secret secret;
    randombytes_buf(secret.octets.data(), secret.octets.size());
    const std::string id = id_begin + draw_id();
    return NewToken{id, secret.hash(), std::string(prefix) + id + separator + secret.text()};
}

bool may_be_token(std::string_view text) {
    return text.starts_with(prefix);
}

std::optional<PresentedToken> read_token(std::string_view text) {
    if (!text.starts_with(prefix) || text.size() < prefix.size() + 2 + secret_characters) {
        return std::nullopt;
    }
    text.remove_prefix(prefix.size());
    const std::size_t id_end = text.size() - secret_characters - 1;
    const std::string_view id = text.substr(0, id_end);
    Secret secret;
    const bool sound = text[id_end] == separator && person::is_id(id) &&
                       read_secret(text.substr(id_end + 1), secret);
    return sound ? std::optional(PresentedToken{std::string(id), secret.hash()}) : std::nullopt;
}

bool matches(const PresentedToken& presented, const Token& token) {
    const std::string& shown = presented.secret_hash;
    return presented.id == token.id && shown.size() == token.secret_hash.size() &&
           sodium_memcmp(shown.data(), token.secret_hash.data(), shown.size()) == 0;
}

}  // namespace dunghan::access
