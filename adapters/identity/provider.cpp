#include "adapters/identity/provider.h"

#include "adapters/disk/file.h"

namespace dunghan::identity {

Provider::Provider(ProviderSettings settings)
    : settings_(std::move(settings)), watch_({settings_.jwks_file.string()}) {}

Result<std::unique_ptr<Provider>> Provider::open(ProviderSettings settings) {
    std::unique_ptr<Provider> provider(new Provider(std::move(settings)));
    return provider->read().map([&] { return std::move(provider); });
}

Result<void> Provider::read() {
    const auto text = disk::read_file(settings_.jwks_file, jwks_octets_max);
    if (!text) {
        return tl::unexpected(text.error());
    }
    auto keys = Jwks::read(*text);
    if (!keys) {
        return fail(keys.error().code, settings_.jwks_file.string() + ": " + keys.error().detail);
    }
    const std::lock_guard lock(guard_);
    keys_ = std::make_shared<const Jwks>(std::move(*keys));
    return {};
}

Result<void> Provider::refresh() {
    return watch_.changed() ? read() : Result<void>{};
}

std::optional<Subject> Provider::subject_of(std::string_view token, Instant now) {
    std::shared_ptr<const Jwks> known;
    {
        const std::lock_guard lock(guard_);
        known = keys_;
    }
    auto subject = identity::subject_of(token, *known, settings_.rules, now);
    return subject ? std::optional(std::move(*subject)) : std::nullopt;
}

}  // namespace dunghan::identity
