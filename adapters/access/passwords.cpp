#include "adapters/access/passwords.h"

#include <array>
#include <sodium.h>

#include "engine/person/stream.h"

#include "adapters/disk/file.h"

namespace dunghan::access {
namespace {

constexpr unsigned long long work = crypto_pwhash_argon2id_OPSLIMIT_INTERACTIVE;
constexpr std::size_t memory = crypto_pwhash_argon2id_MEMLIMIT_INTERACTIVE;
constexpr std::uint64_t file_octets_max = 4096;

Result<std::string> argon2id(std::string_view password) {
    std::array<char, crypto_pwhash_argon2id_STRBYTES> text{};
    const int made = sodium_init() < 0
                         ? -1
                         : crypto_pwhash_argon2id_str(
                               text.data(), password.data(), password.size(), work, memory
                           );
    if (made != 0) {
        return fail(
            ErrorCode::unavailable, "Expected 64 MiB of memory to guard a password, but got none"
        );
    }
    return std::string(text.data());
}

// Of a password that nobody has, made at the first question.
const std::string& nobody() {
    static const std::string text = argon2id("nobody has this one").value_or("");
    return text;
}

}  // namespace

Result<std::string> draw_password() {
    constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz23456789";
    if (sodium_init() < 0) {
        return fail(ErrorCode::unavailable, "Expected a source of randomness, but there is none");
    }
    std::string password;
    for (int i = 0; i < 20; ++i) {
        password += i > 0 && i % 5 == 0 ? "-" : "";
        password += letters[randombytes_uniform(static_cast<std::uint32_t>(letters.size()))];
    }
    return password;
}

Passwords::Passwords(std::filesystem::path folder) : folder_(std::move(folder)) {}

std::filesystem::path Passwords::file_of(const std::string& account) const {
    return folder_ / (account + ".argon2id");
}

Result<void> Passwords::set(const std::string& account, std::string_view password) const {
    if (password.size() < password_octets_min || password.size() > password_octets_max) {
        return fail(
            ErrorCode::invalid,
            "Expected a password of " + std::to_string(password_octets_min) + " to " +
                std::to_string(password_octets_max) + " octets, but got " +
                std::to_string(password.size())
        );
    }
    const auto text = argon2id(password);
    if (!text) {
        return tl::unexpected(text.error());
    }
    return disk::make_folder(folder_).and_then([&] {
        return disk::replace_file(file_of(account), *text);
    });
}

Result<bool> Passwords::is(const std::string& account, std::string_view password) const {
    auto text = person::is_id(account) ? disk::find_secret_file(file_of(account), file_octets_max)
                                       : Result<std::optional<std::string>>(std::nullopt);
    if (!text) {
        return tl::unexpected(text.error());
    }
    const std::string& guarded = *text ? **text : nobody();
    const bool right =
        password.size() <= password_octets_max &&
        crypto_pwhash_argon2id_str_verify(guarded.c_str(), password.data(), password.size()) == 0;
    return right && text->has_value();
}

Result<void> Passwords::forget(const std::string& account) const {
    return disk::destroy_file(file_of(account));
}

}  // namespace dunghan::access
