#include "engine/notary/base64.h"

#include <algorithm>
#include <sodium.h>

namespace dunghan::notary {
namespace {

constexpr int variant = sodium_base64_VARIANT_ORIGINAL;

}  // namespace

std::string base64(std::string_view octets) {
    std::string text(sodium_base64_encoded_len(octets.size(), variant), '\0');
    const auto* bytes = reinterpret_cast<const unsigned char*>(octets.data());
    sodium_bin2base64(text.data(), text.size(), bytes, octets.size(), variant);
    text.pop_back();  // the terminating zero
    return text;
}

std::string base64(const Sha256& hash) {
    return base64(std::string_view(reinterpret_cast<const char*>(hash.data()), hash.size()));
}

std::optional<std::string> from_base64(std::string_view text) {
    std::string octets(text.size() / 4 * 3 + 3, '\0');
    std::size_t size = 0;
    auto* const bytes = reinterpret_cast<unsigned char*>(octets.data());
    const int read = sodium_base642bin(
        bytes, octets.size(), text.data(), text.size(), nullptr, &size, nullptr, variant
    );
    if (read != 0) {
        return std::nullopt;
    }
    octets.resize(size);
    // libsodium 1.0.18 takes some octets above 0x7F for letters: what is read must be written so.
    return base64(octets) == text ? std::optional(std::move(octets)) : std::nullopt;
}

std::optional<Sha256> hash_from_base64(std::string_view text) {
    const auto octets = from_base64(text);
    Sha256 hash{};
    if (!octets || octets->size() != hash.size()) {
        return std::nullopt;
    }
    std::ranges::copy(*octets, hash.begin());
    return hash;
}

}  // namespace dunghan::notary
