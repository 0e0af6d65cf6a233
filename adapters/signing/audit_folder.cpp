#include "adapters/signing/audit_folder.h"

#include <sodium.h>

#include "adapters/disk/file.h"

namespace dunghan::signing {
namespace {

constexpr std::size_t octets_max = std::size_t{64} << 10U;  // of a note, and of so many keys
constexpr unsigned everybody_may_read = 0644;

Error advise(Error error) {
    error.detail += error.code == ErrorCode::refused
                        ? ", and if somebody did read it: `dunghan audit rotate-key`"
                        : "";
    return error;
}

Error in_file(const Error& error, const std::filesystem::path& path) {
    return {error.code, path.string() + ": " + error.detail};
}

// Such a file was never read, so what follows the sixteenth line has signed nothing.
Error too_many(const std::filesystem::path& path) {
    return {
        ErrorCode::limit_exceeded,
        "Expected at most " + std::to_string(keys_max) + " keys in " + path.string() +
            ", but there are more; take out the lines after that many: they never signed"};
}

}  // namespace

Result<disk::FileLock> AuditFolder::lock() const {
    return disk::make_folder(folder_).and_then([&] {
        return disk::FileLock::wait_for(folder_ / "lock");
    });
}

Result<std::vector<notary::SigningKey>> AuditFolder::keys() const {
    const std::filesystem::path path = folder_ / "key";
    const auto text = disk::find_secret_file(path, octets_max).map_error(advise);
    if (!text || !*text) {
        return text ? Result<std::vector<notary::SigningKey>>() : tl::unexpected(text.error());
    }
    std::vector<notary::SigningKey> keys;
    for (std::string_view rest = **text; !rest.empty();) {
        const std::size_t end = rest.find('\n');
        auto key = notary::parse_signing_key(rest.substr(0, end));
        if (!key || keys.size() == keys_max) {
            return tl::unexpected(key ? too_many(path) : in_file(key.error(), path));
        }
        keys.push_back(std::move(*key));
        rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
    }
    return keys;
}

Result<void> AuditFolder::save(const std::vector<notary::SigningKey>& keys) const {
    if (keys.size() > keys_max) {
        return fail(
            ErrorCode::refused,
            "Expected at most " + std::to_string(keys_max) +
                " keys to sign a log, but this would be one more; `dunghan audit rotate-key "
                "--retire` takes the oldest out first"
        );
    }
    std::string text;
    for (const notary::SigningKey& key : keys) {
        text += to_text(key) + "\n";
    }
    return disk::replace_file(folder_ / "key", text);
}

Result<std::optional<notary::SignedCheckpoint>> AuditFolder::checkpoint() const {
    const std::filesystem::path path = folder_ / "checkpoint";
    const auto text = disk::find_file(path, octets_max);
    if (!text || !*text) {
        return text ? Result<std::optional<notary::SignedCheckpoint>>()
                    : tl::unexpected(text.error());
    }
    auto checkpoint = notary::parse_checkpoint(**text);
    if (!checkpoint) {
        return tl::unexpected(in_file(checkpoint.error(), path));
    }
    return std::optional(std::move(*checkpoint));
}

Result<void> AuditFolder::save(const notary::SignedCheckpoint& checkpoint) const {
    return disk::replace_file(folder_ / "checkpoint", to_text(checkpoint.note), everybody_may_read);
}

Result<notary::SigningKey> make_key(std::string name) {
    if (sodium_init() < 0) {
        return fail(
            ErrorCode::unavailable, "Expected randomness for a key, but the system has none"
        );
    }
    notary::SigningKey key{std::move(name), {}};
    randombytes_buf(key.seed.data(), key.seed.size());
    if (key.name.empty()) {
        const Sha256 hash = sha256(to_text(notary::SigningKey{"log", key.seed}.verifier()));
        key.name = "dunghan.local/log-" + to_hex(hash).substr(0, 16);
    }
    return key;
}

}  // namespace dunghan::signing
