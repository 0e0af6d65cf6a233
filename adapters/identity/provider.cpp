#include "adapters/identity/provider.h"

#include "adapters/disk/file.h"

namespace dunghan::identity {
namespace {

constexpr std::chrono::seconds between_looks{1};

}  // namespace

Result<std::unique_ptr<Provider>> Provider::open(ProviderSettings settings, Tell tell) {
    std::unique_ptr<Provider> provider(new Provider(std::move(settings), std::move(tell)));
    if (const auto read = provider->read(); !read) {
        return tl::unexpected(read.error());
    }
    return provider;
}

Result<Provider::Look> Provider::look() const {
    std::error_code error;
    Look look;
    look.written = std::filesystem::last_write_time(settings_.jwks_file, error);
    look.size = error ? 0 : std::filesystem::file_size(settings_.jwks_file, error);
    return error
               ? fail(
                     ErrorCode::unavailable,
                     "Expected keys in " + settings_.jwks_file.string() + ", but " + error.message()
                 )
               : Result<Look>(look);
}

// Looked at first: what changes meanwhile is another look the next time.
Result<void> Provider::read() {
    const auto now = look();
    const auto text = disk::read_file(settings_.jwks_file, jwks_octets_max);
    looked_at_ = std::chrono::steady_clock::now();
    if (!now || !text) {
        return tl::unexpected(text ? now.error() : text.error());
    }
    known_ = *now;
    auto read = Jwks::read(*text);
    if (!read) {
        return fail(read.error().code, settings_.jwks_file.string() + ": " + read.error().detail);
    }
    keys_ = std::make_shared<const Jwks>(std::move(*read));
    return {};
}

std::shared_ptr<const Jwks> Provider::keys() {
    const std::lock_guard lock(guard_);
    const auto now = std::chrono::steady_clock::now();
    if (now - looked_at_ < between_looks) {
        return keys_;
    }
    looked_at_ = now;
    const auto found = look();
    if (!found || *found == known_) {
        return keys_;  // gone for a moment while another takes its place, or gone: the same
    }
    const auto changed = read();
    tell_(
        changed
            ? "keys of " + settings_.rules.issuer + " read again"
            : "keys of " + settings_.rules.issuer + " stay as they were: " + changed.error().detail
    );
    return keys_;
}

std::optional<Subject> Provider::subject_of(std::string_view token, Instant now) {
    const auto known = keys();
    auto subject = identity::subject_of(token, *known, settings_.rules, now);
    return subject ? std::optional(std::move(*subject)) : std::nullopt;
}

}  // namespace dunghan::identity
