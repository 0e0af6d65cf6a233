#include "adapters/config/secret_file.h"

#include <algorithm>

#include "adapters/disk/file.h"

namespace dunghan {
namespace {

constexpr std::size_t secret_octets_max = 1'000;
constexpr std::size_t file_octets_max = 65'536;  // what follows the first line is not read

Result<std::string> octets_of(const std::string& path) {
    return disk::find_secret_file(path, file_octets_max)
        .and_then([&](const std::optional<std::string>& octets) {
            return octets ? Result<std::string>(*octets)
                          : fail(
                                ErrorCode::not_found,
                                "Expected a file that can be read, but got " + path
                            );
        });
}

}  // namespace

Result<void> check_secret_file(const std::string& path) {
    return octets_of(path).map([](const std::string&) {});
}

Result<std::string> read_secret_file(const std::string& path) {
    auto octets = octets_of(path);
    if (!octets) {
        return octets;
    }
    const std::string secret = octets->substr(0, octets->find_first_of("\r\n"));
    const bool plain = std::none_of(secret.begin(), secret.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    });
    if (secret.empty() || secret.size() > secret_octets_max || !plain) {
        return fail(
            ErrorCode::invalid,
            "Expected a line of 1 to 1000 octets without control characters, but got another in " +
                path
        );
    }
    return secret;
}

}  // namespace dunghan
