#include "engine/directory/words.h"

#include <array>

#include "engine/base/text.h"

namespace dunghan {
namespace {

// Dashes and quotation marks that offices print; other octets beyond ASCII belong to words.
constexpr std::array<std::string_view, 10> wide_marks{
    "‐", "‑", "–", "—", "−", "“", "”", "‘", "’", "•"};

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

bool is_ascii_word(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Octets of the mark at the start of `text`; 0: a word goes on.
std::size_t mark_at(std::string_view text) {
    const char first = text.front();
    if (static_cast<unsigned char>(first) < 0x80) {
        return is_ascii_word(first) ? 0 : 1;
    }
    for (const std::string_view mark : wide_marks) {
        if (text.starts_with(mark)) {
            return mark.size();
        }
    }
    return text.starts_with("\u00A0") ? 2 : 0;
}

bool is_break(std::string_view mark) {
    return mark == ";" || mark == "\n";
}

// An ampersand joins: "TT&TT" is one name.
bool separates(std::string_view mark) {
    return !is_blank(mark.front()) && mark != "&" && mark != "\u00A0";
}

}  // namespace

std::vector<Word> words_of(std::string_view text) {
    std::vector<Word> words;
    Word word;
    const auto close = [&](std::size_t at) {
        word.end = at;
        word.folded = fold(text.substr(word.begin, at - word.begin));
        if (!word.folded.empty()) {
            words.push_back(word);
            word.after_mark = word.after_break = false;
        }
    };
    bool open = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t octets = mark_at(text.substr(at));
        if (octets == 0) {
            word.begin = open ? word.begin : at;
            open = true;
            ++at;
            continue;
        }
        if (open) {
            close(at);
            open = false;
        }
        word.after_mark = word.after_mark || separates(text.substr(at, octets));
        word.after_break = word.after_break || is_break(text.substr(at, octets));
        at += octets;
    }
    if (open) {
        close(text.size());
    }
    return words;
}

}  // namespace dunghan
