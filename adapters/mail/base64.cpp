#include "adapters/mail/base64.h"

#include <sodium.h>

namespace dunghan::mail {

std::string base64(std::string_view octets) {
    constexpr int variant = sodium_base64_VARIANT_ORIGINAL;
    std::string text(sodium_base64_encoded_len(octets.size(), variant), '\0');
    const auto* bytes = reinterpret_cast<const unsigned char*>(octets.data());
    sodium_bin2base64(text.data(), text.size(), bytes, octets.size(), variant);
    text.pop_back();  // the terminating zero
    return text;
}

std::string base64_lines(std::string_view octets) {
    constexpr std::size_t line_octets = 76;
    const std::string text = base64(octets);
    std::string lines;
    lines.reserve(text.size() + text.size() / line_octets * 2 + 2);
    for (std::size_t at = 0; at < text.size(); at += line_octets) {
        lines.append(text, at, line_octets).append("\r\n");
    }
    return lines;
}

}  // namespace dunghan::mail
