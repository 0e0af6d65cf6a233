#include "engine/codec/canonical_json.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "engine/base/assert.h"

namespace dunghan {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

bool plain(char c) {
    const auto octet = static_cast<unsigned char>(c);
    return octet >= 0x20 && octet < 0x80 && c != '"' && c != '\\';
}

// The shortest form of a character before U+0080 that may not stand for itself.
void append_escaped(std::string& out, char c) {
    constexpr std::string_view named = "\"\\\b\t\n\f\r";
    constexpr std::string_view letters = "\"\\btnfr";
    constexpr std::string_view digits = "0123456789abcdef";
    out += '\\';
    if (const std::size_t at = named.find(c); at != std::string_view::npos) {
        out += letters[at];
        return;
    }
    const auto octet = static_cast<unsigned char>(c);
    out += "u00";
    out += digits[octet >> 4U];
    out += digits[octet & 0xFU];
}

// Octets of the well-formed character at the start of `text`, which is at or after U+0080; else 0.
// The bounds on the second octet keep out overlong forms, surrogates and what follows U+10FFFF
// (Unicode 15, table 3-7).
std::size_t character_size(std::string_view text) {
    const auto octet = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned lead = octet(0);
    const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < size) {
        return 0;
    }
    const unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (octet(1) < low || octet(1) > high) {
        return 0;
    }
    for (std::size_t i = 2; i < size; ++i) {
        if (octet(i) < 0x80 || octet(i) > 0xBF) {
            return 0;
        }
    }
    return size;
}

// Writes the one character that begins `text`; answers how many octets of it that was.
std::size_t append_character(std::string& out, std::string_view text) {
    if (static_cast<unsigned char>(text.front()) < 0x80) {
        append_escaped(out, text.front());
        return 1;
    }
    const std::size_t size = character_size(text);
    out += size == 0 ? replacement : text.substr(0, size);
    return std::max<std::size_t>(size, 1);
}

}  // namespace

void append_json_text(std::string& out, std::string_view text) {
    out += '"';
    while (!text.empty()) {
        const auto special = std::find_if_not(text.begin(), text.end(), plain);
        const auto run = static_cast<std::size_t>(special - text.begin());
        out += text.substr(0, run);
        text.remove_prefix(run);
        if (!text.empty()) {
            text.remove_prefix(append_character(out, text));
        }
    }
    out += '"';
}

void append_json_integer(std::string& out, std::int64_t value) {
    DUNGHAN_ASSERT(value >= -json_integer_max && value <= json_integer_max);
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out.append(digits.data(), end);
}

}  // namespace dunghan
