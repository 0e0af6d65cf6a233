#include "engine/base/text.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <utf8proc.h>

namespace dunghan {
namespace {

struct Free {
    void operator()(utf8proc_uint8_t* bytes) const { std::free(bytes); }
};

// Nothing when `text` is not UTF-8.
std::unique_ptr<utf8proc_uint8_t, Free> mapped(
    std::string_view text, int options, utf8proc_ssize_t& size
) {
    utf8proc_uint8_t* out = nullptr;
    size = utf8proc_map(
        reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
        static_cast<utf8proc_ssize_t>(text.size()),
        &out,
        static_cast<utf8proc_option_t>(options)
    );
    return std::unique_ptr<utf8proc_uint8_t, Free>(out);
}

bool is_ascii(std::string_view text) {
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= 0x80) {
            return false;
        }
    }
    return true;
}

// Octets of the white-space character at the start of `text`, 0 if there is none.
std::size_t space_at(std::string_view text) {
    const auto octet = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    if (octet(0) == ' ' || (octet(0) >= '\t' && octet(0) <= '\r')) {
        return 1;
    }
    if (octet(0) == 0xC2 && octet(1) == 0xA0) {
        return 2;  // no-break space
    }
    // U+2000 to U+200B (widths, zero-width), U+2028, U+2029, U+202F, U+FEFF
    if (octet(0) == 0xE2 && octet(1) == 0x80 &&
        ((octet(2) >= 0x80 && octet(2) <= 0x8B) || octet(2) == 0xA8 || octet(2) == 0xA9 ||
         octet(2) == 0xAF)) {
        return 3;
    }
    return octet(0) == 0xEF && octet(1) == 0xBB && octet(2) == 0xBF ? 3 : 0;
}

std::string replace_all(std::string_view text, std::string_view what, std::string_view with) {
    std::string out;
    for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what)) {
        out.append(text.substr(0, at)).append(with);
        text.remove_prefix(at + what.size());
    }
    return out.append(text);
}

}  // namespace

Result<std::string> to_nfc(std::string_view text) {
    if (is_ascii(text)) {
        return std::string(text);
    }
    utf8proc_ssize_t size = 0;
    const auto bytes = mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE, size);
    if (size < 0) {
        return fail(ErrorCode::invalid, "Expected UTF-8 text, but its octets are not UTF-8");
    }
    return std::string(reinterpret_cast<const char*>(bytes.get()), static_cast<std::size_t>(size));
}

std::string squeeze(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool pending = false;
    while (!text.empty()) {
        if (const std::size_t octets = space_at(text); octets > 0) {
            pending = !out.empty();
            text.remove_prefix(octets);
            continue;
        }
        if (pending) {
            out += ' ';
            pending = false;
        }
        out += text.front();
        text.remove_prefix(1);
    }
    return out;
}

std::string fold(std::string_view text) {
    utf8proc_ssize_t size = 0;
    const auto bytes = mapped(
        text,
        UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD |
            UTF8PROC_STRIPMARK | UTF8PROC_IGNORE,
        size
    );
    if (size < 0) {
        return {};
    }
    std::string folded(reinterpret_cast<const char*>(bytes.get()), static_cast<std::size_t>(size));
    folded = replace_all(folded, "đ", "d");  // has no decomposition, so STRIPMARK leaves it
    for (const std::string_view dash : {"‐", "‑", "–", "—", "−"}) {
        folded = replace_all(folded, dash, "-");
    }
    folded = squeeze(folded);
    while (!folded.empty() && (folded.back() == '.' || folded.back() == ' ')) {
        folded.pop_back();
    }
    return folded;
}

std::string slug(std::string_view text) {
    std::string out;
    for (const char c : fold(text)) {
        const bool keep = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (keep) {
            out += c;
        } else if (!out.empty() && out.back() != '-') {
            out += '-';
        }
    }
    while (!out.empty() && out.back() == '-') {
        out.pop_back();
    }
    return out;
}

bool is_identifier(std::string_view text) {
    constexpr std::size_t octets_max = 100;
    return !text.empty() && text.size() <= octets_max && text.front() != '-' &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
           });
}

}  // namespace dunghan
