// Reads mails back with code of its own, so that the builder is not judged by itself.
#pragma once

#include <map>
#include <sodium.h>
#include <string>
#include <string_view>
#include <utf8proc.h>
#include <vector>

namespace dunghan::tests {

inline std::string from_base64(std::string_view text) {
    std::string octets(text.size(), '\0');
    std::size_t size = 0;
    const int read = sodium_base642bin(
        reinterpret_cast<unsigned char*>(octets.data()),
        octets.size(),
        text.data(),
        text.size(),
        "\r\n",
        &size,
        nullptr,
        sodium_base64_VARIANT_ORIGINAL
    );
    octets.resize(read == 0 ? size : 0);
    return octets;
}

inline bool is_utf8(std::string_view text) {
    const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    auto left = static_cast<utf8proc_ssize_t>(text.size());
    utf8proc_int32_t point = 0;
    while (left > 0) {
        const utf8proc_ssize_t octets = utf8proc_iterate(at, left, &point);
        if (octets < 1) {
            return false;
        }
        at += octets;
        left -= octets;
    }
    return true;
}

inline std::vector<std::string> lines_of(std::string_view text, std::string_view end = "\r\n") {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t at = text.find(end);
        lines.emplace_back(text.substr(0, at));
        text.remove_prefix(at == text.npos ? text.size() : at + end.size());
    }
    return lines;
}

// The encoded words of a header value, still encoded.
inline std::vector<std::string> words_in(std::string_view value) {
    std::vector<std::string> words;
    for (const std::string& line : lines_of(value)) {
        for (std::string word : lines_of(line, " ")) {
            if (word.starts_with("=?")) {
                words.push_back(std::move(word));
            }
        }
    }
    return words;
}

inline std::string decoded_word(std::string_view word) {
    constexpr std::string_view start = "=?UTF-8?B?";
    return from_base64(word.substr(start.size(), word.size() - start.size() - 2));
}

// Name -> values as they stand in the octets, folds included.
inline std::multimap<std::string, std::string> headers_of(std::string_view octets) {
    std::multimap<std::string, std::string> headers;
    std::string name;
    std::string value;
    for (const std::string& line : lines_of(octets.substr(0, octets.find("\r\n\r\n")))) {
        if (line.starts_with(" ")) {
            value += "\r\n" + line;
            continue;
        }
        if (!name.empty()) {
            headers.emplace(name, value);
        }
        name = line.substr(0, line.find(':'));
        value = line.substr(std::min(line.size(), name.size() + 2));
    }
    headers.emplace(name, value);
    return headers;
}

// The body of the part of that type, decoded.
inline std::string part_of(std::string_view octets, std::string_view type) {
    const std::string header = "Content-Type: " + std::string(type);
    const std::size_t at = octets.find(header);
    const std::size_t from = octets.find("\r\n\r\n", at) + 4;
    return from_base64(octets.substr(from, octets.find("--", from) - from));
}

}  // namespace dunghan::tests
