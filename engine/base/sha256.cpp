#include "engine/base/sha256.h"

#include <algorithm>
#include <memory>
#include <openssl/evp.h>

#include "engine/base/assert.h"
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

struct FreeContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

}  // namespace

Sha256 sha256(std::string_view bytes) {
    return sha256(bytes, {});
}

// The algorithm is looked up once: that costs more than hashing a short text.
Sha256 sha256(std::string_view first, std::string_view second) {
    static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    const std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
    Sha256 digest{};
    const bool done = EVP_DigestInit_ex2(context.get(), algorithm, nullptr) == 1 &&
                      EVP_DigestUpdate(context.get(), first.data(), first.size()) == 1 &&
                      EVP_DigestUpdate(context.get(), second.data(), second.size()) == 1 &&
                      EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) == 1;
    DUNGHAN_ASSERT(done);
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
