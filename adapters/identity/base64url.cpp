#include "adapters/identity/base64url.h"

#include <sodium.h>

namespace dunghan::identity {

std::optional<std::string> from_base64url(std::string_view text) {
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string octets(text.size(), '\0');
    std::size_t size = 0;
    const int read = sodium_base642bin(
        reinterpret_cast<unsigned char*>(octets.data()),
        octets.size(),
        text.data(),
        text.size(),
        nullptr,
        &size,
        nullptr,
        variant
    );
    octets.resize(size);
    std::string again(sodium_base64_encoded_len(size, variant), '\0');
    sodium_bin2base64(
        again.data(),
        again.size(),
        reinterpret_cast<const unsigned char*>(octets.data()),
        size,
        variant
    );
    again.pop_back();  // the terminating zero
    // libsodium 1.0.18 takes some octets above 0x7F for letters: what is read must be written so.
    return read == 0 && again == text ? std::optional(std::move(octets)) : std::nullopt;
}

}  // namespace dunghan::identity
