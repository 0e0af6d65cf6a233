#include "engine/base/sha256.h"

#include <algorithm>
#include <sodium/crypto_hash_sha256.h>

#include "engine/base/ids.h"

namespace dunghan {
namespace {

template <class Bytes>
std::string hex(const Bytes& bytes) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

}  // namespace

Sha256 sha256(std::string_view bytes) {
    Sha256 digest{};
    crypto_hash_sha256(
        digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()
    );
    return digest;
}

std::string to_hex(const Sha256& digest) {
    return hex(digest);
}

std::string to_hex(const CommandId& id) {
    return hex(id.bytes);
}

CommandId command_id_from(std::string_view text) {
    const Sha256 digest = sha256(text);
    CommandId id;
    std::copy_n(digest.begin(), id.bytes.size(), id.bytes.begin());
    return id;
}

}  // namespace dunghan
