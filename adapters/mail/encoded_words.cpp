// RFC 2047, written down once more because "whole characters in each word" (section 5, rule 3) is
// what libraries break, and readers hide it until a name shows a gap.
#include <algorithm>

#include "adapters/mail/base64.h"
#include "adapters/mail/mime.h"
#include "adapters/mail/plain_text.h"

namespace dunghan::mail {
namespace {

constexpr std::string_view word_start = "=?UTF-8?B?";
constexpr std::string_view word_end = "?=";
constexpr std::size_t line_octets_max = 76;  // of a line that holds an encoded word
constexpr std::size_t octets_per_word = 45;  // 60 in base64, 72 with the frame

bool needs_words(std::string_view text, std::size_t column) {
    const bool ascii = std::all_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x80;
    });
    return !ascii || text.find("=?") != text.npos || column + text.size() > line_octets_max;
}

bool continues_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// Where the word that begins at `from` ends: before a blank if there is one, so that readers which
// show a gap between words show it where a gap is.
std::size_t word_break(std::string_view text, std::size_t from, std::size_t room) {
    std::size_t to = std::min(text.size(), from + room);
    while (to < text.size() && continues_character(text[to])) {
        --to;
    }
    const std::size_t blank = to < text.size() ? text.rfind(' ', to) : text.npos;
    return blank != text.npos && blank > from ? blank : to;
}

// Octets of text that fit into a word beginning at `column`.
std::size_t room_at(std::size_t column) {
    const std::size_t frame = word_start.size() + word_end.size();
    const std::size_t left = line_octets_max - std::min(column + frame, line_octets_max - 8);
    return std::min(octets_per_word, left / 4 * 3);
}

}  // namespace

std::string encoded_words(std::string_view text, std::size_t column, Encode encode) {
    std::string line = one_line(text);
    if (encode == Encode::if_needed && !needs_words(line, column)) {
        return line;
    }
    std::string out;
    std::size_t room = room_at(column);
    for (std::size_t at = 0; at < line.size(); room = octets_per_word) {
        const std::size_t end = word_break(line, at, room);
        out += at == 0 ? "" : "\r\n ";
        out += std::string(word_start) + base64(std::string_view(line).substr(at, end - at));
        out += word_end;
        at = end;
    }
    return out;
}

}  // namespace dunghan::mail
