// Compares octets with those kept in tests/golden. See README.md there.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <string>
#include <string_view>

namespace dunghan::golden {

inline std::filesystem::path path_of(const std::string& name) {
    return std::filesystem::path(DUNGHAN_SOURCE_DIR) / "tests" / "golden" / name;
}

inline std::string octets_of_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// The kept octets of `name`. Where there are none and DUNGHAN_ACCEPT_GOLDEN=1, keeps `written`:
// what is kept already is never overwritten.
inline std::string kept(const std::string& name, std::string_view written) {
    const std::filesystem::path path = path_of(name);
    if (!std::filesystem::exists(path)) {
        const char* accept = std::getenv("DUNGHAN_ACCEPT_GOLDEN");
        if (accept == nullptr || std::string_view(accept) != "1") {
            ADD_FAILURE() << path << " is missing; new files are kept with DUNGHAN_ACCEPT_GOLDEN=1";
            return {};
        }
        std::ofstream(path, std::ios::binary) << written;
    }
    return octets_of_file(path);
}

// Sixteen octets a line, so that a difference can be seen.
inline std::string hex_of(std::string_view octets) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    for (std::size_t i = 0; i < octets.size(); ++i) {
        const auto octet = static_cast<unsigned char>(octets[i]);
        hex += digits[octet >> 4U];
        hex += digits[octet & 0xFU];
        hex += i % 16 == 15 || i + 1 == octets.size() ? '\n' : ' ';
    }
    return hex;
}

inline std::string octets_from_hex(std::string_view hex) {
    std::string octets;
    std::string digits;
    for (const char c : hex) {
        if (c != ' ' && c != '\n') {
            digits += c;
        }
        if (digits.size() == 2) {
            octets += static_cast<char>(std::stoi(digits, nullptr, 16));
            digits.clear();
        }
    }
    return octets;
}

}  // namespace dunghan::golden
