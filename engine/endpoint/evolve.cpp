#include "engine/endpoint/evolve.h"

#include <algorithm>

namespace dunghan::endpoint {
namespace {

class Fold {
 public:
    Fold(State& state, const Envelope& envelope) : state_(state), envelope_(envelope) {}

    void operator()(const Created& event) {
        state_.endpoint = event.endpoint;
        state_.created = envelope_.position.value;
        state_.created_at = state_.enabled_at = envelope_.recorded_at;
    }

    void operator()(const Changed& event) { state_.endpoint = event.endpoint; }

    // What has ended by now is let go of: the log remembers it.
    void operator()(const SecretRotated& event) {
        std::erase_if(state_.secrets, [&](const Secret& secret) {
            return secret.until && *secret.until <= envelope_.recorded_at;
        });
        for (Secret& secret : state_.secrets) {
            secret.until = std::min(secret.until.value_or(event.older_until), event.older_until);
        }
        state_.secrets.push_back({event.secret, std::nullopt});
    }

    void operator()(const EgressGranted& event) {
        forget(event.grant.range, event.grant.port);
        state_.grants.push_back(event.grant);
    }

    void operator()(const EgressWithdrawn& event) { forget(event.range, event.port); }

    void operator()(const Disabled& event) {
        state_.disabled = true;
        state_.cause = event.cause;
        state_.reason = event.reason;
        state_.disabled_at = envelope_.recorded_at;
    }

    void operator()(const Enabled&) {
        state_.disabled = false;
        state_.reason.clear();
        state_.enabled_at = envelope_.recorded_at;
    }

    void operator()(const Removed&) {
        state_.removed = true;
        state_.secrets.clear();
        state_.grants.clear();
    }

    // They are about what is sent, not about the endpoint.
    void operator()(const Tested&) {}

    void operator()(const ReplayRequested&) {}

 private:
    void forget(const std::string& range, std::uint16_t port) {
        std::erase_if(state_.grants, [&](const EgressGrant& grant) {
            return (grant.range == range && grant.port == port) ||
                   grant.expires <= envelope_.recorded_at;
        });
    }

    State& state_;
    const Envelope& envelope_;
};

}  // namespace

void evolve(State& state, const Envelope& envelope, const Event& event) {
    state.version = std::max(state.version, envelope.version);
    std::visit(Fold(state, envelope), event);
}

std::vector<SecretMark> signing_at(const State& state, Instant now) {
    std::vector<SecretMark> marks;
    for (const Secret& secret : state.secrets) {
        if (!secret.until || now < *secret.until) {
            marks.push_back(secret.mark);
        }
    }
    return marks;
}

}  // namespace dunghan::endpoint
