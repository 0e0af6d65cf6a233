#include "engine/endpoint/decide.h"

#include <algorithm>

#include "engine/person/stream.h"

namespace dunghan::endpoint {
namespace {

using Events = std::vector<Event>;

class Decide {
 public:
    Decide(const State& state, Instant now, const Directory& directory)
        : state_(state), now_(now), directory_(directory) {}

    Decision<Events> operator()(const Create& wish) const {
        if (state_.exists()) {
            return reject(
                "endpoint_exists",
                "Expected an id that no endpoint has had, but " + state_.endpoint.id +
                    " has been given; choose another"
            );
        }
        return check_endpoint(wish.endpoint, directory_)
            .and_then([&] { return check_secret(wish.secret); })
            .map([&] {
                return Events{
                    Created{wish.endpoint}, SecretRotated{wish.endpoint.id, now_, wish.secret}};
            });
    }

    Decision<Events> operator()(const Change& wish) const {
        return check_there().and_then([&] { return check_endpoint(wish.endpoint, directory_); }
        ).map([&] {
            return wish.endpoint == state_.endpoint ? Events{} : Events{Changed{wish.endpoint}};
        });
    }

    Decision<Events> operator()(const RotateSecret& wish) const {
        const Instant until = wish.content.older_until;
        const auto there =
            check_there().and_then([&] { return check_secret(wish.content.secret); });
        if (!there) {
            return tl::unexpected(there.error());
        }
        if (until > plus_ms(now_, overlap_ms_max)) {
            return reject(
                "bad_secret",
                "Expected the older secrets to end within 7 days from now, but got " +
                    to_rfc3339(until)
            );
        }
        if (until > now_ && signing_at(state_, now_).size() >= secrets_max) {
            return reject(
                "too_many_secrets",
                "Expected at most " + std::to_string(secrets_max) +
                    " secrets that are good at the same time; wait, or end the older ones now"
            );
        }
        return Events{wish.content};
    }

    Decision<Events> operator()(const GrantEgress& wish) const {
        const EgressGrant& grant = wish.content.grant;
        const auto there =
            check_there().and_then([&] { return check_reason(wish.content.reason); });
        if (!there) {
            return tl::unexpected(there.error());
        }
        if (grant.range.empty() || grant.port == 0 || grant.expires <= now_) {
            return reject(
                "bad_grant", "Expected a range, a port from 1 on and an end that is still to come"
            );
        }
        if (!has(grant.range, grant.port) && state_.grants.size() >= grants_max) {
            return reject(
                "too_many_grants",
                "Expected at most " + std::to_string(grants_max) + " grants; withdraw one first"
            );
        }
        return std::ranges::count(state_.grants, grant) > 0 ? Events{} : Events{wish.content};
    }

    Decision<Events> operator()(const WithdrawEgress& wish) const {
        const auto there =
            check_there().and_then([&] { return check_reason(wish.content.reason); });
        if (!there) {
            return tl::unexpected(there.error());
        }
        if (!has(wish.content.range, wish.content.port)) {
            return reject("no_such_grant", "Expected the range and port of a grant it has");
        }
        return Events{wish.content};
    }

    Decision<Events> operator()(const Disable& wish) const {
        return unless(state_.disabled, wish.content);
    }

    Decision<Events> operator()(const Enable& wish) const {
        return unless(!state_.disabled, wish.content);
    }

    Decision<Events> operator()(const Remove& wish) const {
        if (state_.removed) {
            return Events{};
        }
        return unless(false, wish.content);
    }

    Decision<Events> operator()(const Test& wish) const {
        return check_enabled().map([&] { return Events{wish.content}; });
    }

    Decision<Events> operator()(const RequestReplay& wish) const {
        return check_enabled().and_then([&] { return check_reason(wish.content.reason); }
        ).map([&] { return Events{wish.content}; });
    }

 private:
    [[nodiscard]] Decision<void> check_there() const {
        if (!state_.exists() || state_.removed) {
            return reject(
                "no_such_endpoint",
                "Expected the id of an endpoint that is there; `dunghan endpoint list` shows them"
            );
        }
        return {};
    }

    [[nodiscard]] Decision<void> check_enabled() const {
        return check_there().and_then([&]() -> Decision<void> {
            if (state_.disabled) {
                return reject(
                    "disabled",
                    "Expected an endpoint that is enabled, but nothing is sent to " +
                        state_.endpoint.id + "; enable it first"
                );
            }
            return {};
        });
    }

    static Decision<void> check_reason(const std::string& reason) {
        if (reason.empty()) {
            return reject("reason_missing", "Expected a reason, but there is none");
        }
        return {};
    }

    [[nodiscard]] Decision<void> check_secret(const SecretMark& secret) const {
        const bool known = std::ranges::any_of(state_.secrets, [&](const Secret& other) {
            return other.mark.id == secret.id;
        });
        if (known || !person::is_id(secret.id)) {
            return reject("bad_secret", "Expected a secret with an id that was not used before");
        }
        return {};
    }

    template <class Content>
    Decision<Events> unless(bool so, const Content& content) const {
        return check_there().and_then([&] { return check_reason(content.reason); }
        ).map([&] { return so ? Events{} : Events{content}; });
    }

    [[nodiscard]] bool has(const std::string& range, std::uint16_t port) const {
        return std::ranges::any_of(state_.grants, [&](const EgressGrant& grant) {
            return grant.range == range && grant.port == port;
        });
    }

    const State& state_;
    Instant now_;
    const Directory& directory_;
};

}  // namespace

Decision<std::vector<Event>> decide(
    const State& state, const Command& command, Instant now, const Directory& directory
) {
    return std::visit(Decide(state, now, directory), command);
}

}  // namespace dunghan::endpoint
