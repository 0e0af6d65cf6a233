#include "engine/base/sha256.h"

#include <algorithm>
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

// Looked up once: that costs more than hashing a short text.
const EVP_MD* algorithm() {
    static const EVP_MD* const found = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return found;
}

EVP_MD_CTX* context_in(void* context) {
    return static_cast<EVP_MD_CTX*>(context);
}

}  // namespace

Sha256 sha256(std::string_view bytes) {
    return sha256(bytes, {});
}

// One sum for each thread: making one costs as much as hashing 64 octets.
Sha256 sha256(std::string_view first, std::string_view second) {
    static thread_local Sha256Sum sum;
    sum.add(first);
    sum.add(second);
    return sum.finish();
}

void Sha256Sum::Free::operator()(void* context) const {
    EVP_MD_CTX_free(context_in(context));
}

Sha256Sum::Sha256Sum() : context_(EVP_MD_CTX_new()) {
    begin();
}

void Sha256Sum::begin() {
    DUNGHAN_ASSERT(EVP_DigestInit_ex2(context_in(context_.get()), algorithm(), nullptr) == 1);
}

void Sha256Sum::add(std::string_view bytes) {
    const int added = EVP_DigestUpdate(context_in(context_.get()), bytes.data(), bytes.size());
    DUNGHAN_ASSERT(added == 1);
}

Sha256 Sha256Sum::finish() {
    Sha256 digest{};
    const int done = EVP_DigestFinal_ex(context_in(context_.get()), digest.data(), nullptr);
    DUNGHAN_ASSERT(done == 1);
    begin();
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
