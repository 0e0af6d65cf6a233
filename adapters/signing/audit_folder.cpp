#include "adapters/signing/audit_folder.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "adapters/signing/durable.h"

namespace dunghan::signing {
namespace {

constexpr std::size_t keys_max = 16;

tl::unexpected<Error> readable_by_others(const std::filesystem::path& path) {
    return fail(
        ErrorCode::refused,
        "Expected a key file only its owner may read, but others may read " + path.string() +
            "; chmod 600 helps, and if somebody did read it: `dunghan audit rotate-key`"
    );
}

bool is_private(const std::filesystem::path& path) {
    struct stat status {};

    return ::stat(path.c_str(), &status) == 0 && (status.st_mode & (S_IRWXG | S_IRWXO)) == 0;
}

Error in_file(const Error& error, const std::filesystem::path& path) {
    return {error.code, path.string() + ": " + error.detail};
}

}  // namespace

Lock::Lock(Lock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

Lock::~Lock() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);  // lets the lock go
    }
}

Result<Lock> AuditFolder::lock() const {
    if (const auto made = make_private_folder(folder_); !made) {
        return tl::unexpected(made.error());
    }
    const std::filesystem::path path = folder_ / "lock";
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    Lock lock(file);
    if (file < 0 || ::flock(file, LOCK_EX) != 0) {
        return failed("lock", path);
    }
    return lock;
}

Result<std::vector<notary::SigningKey>> AuditFolder::keys() const {
    const std::filesystem::path path = folder_ / "key";
    const auto text = read_whole(path);
    if (!text || !*text) {
        return text ? Result<std::vector<notary::SigningKey>>() : tl::unexpected(text.error());
    }
    if (!is_private(path)) {
        return readable_by_others(path);
    }
    std::vector<notary::SigningKey> keys;
    for (std::string_view rest = **text; !rest.empty();) {
        const std::size_t end = rest.find('\n');
        auto key = notary::parse_signing_key(rest.substr(0, end));
        if (!key || keys.size() == keys_max) {
            return tl::unexpected(
                key ? Error{ErrorCode::limit_exceeded, "Expected at most 16 keys in " + path.string()}
                    : in_file(key.error(), path)
            );
        }
        keys.push_back(std::move(*key));
        rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
    }
    return keys;
}

Result<void> AuditFolder::save(const std::vector<notary::SigningKey>& keys) const {
    std::string text;
    for (const notary::SigningKey& key : keys) {
        text += to_text(key) + "\n";
    }
    return replace_file(folder_ / "key", text, 0600);
}

Result<std::optional<notary::SignedCheckpoint>> AuditFolder::checkpoint() const {
    const std::filesystem::path path = folder_ / "checkpoint";
    const auto text = read_whole(path);
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
    return replace_file(folder_ / "checkpoint", to_text(checkpoint.note), 0644);
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
