// An endpoint as its events tell it. Removed is for ever.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/ids.h"
#include "engine/endpoint/endpoint.h"

namespace dunghan::endpoint {

struct Secret {
    SecretMark mark;
    std::optional<Instant> until;  // exclusive; nothing: the newest
    bool operator==(const Secret&) const = default;
};

struct State {
    StreamVersion version;  // 0: no such endpoint
    Endpoint endpoint;
    std::uint64_t created = 0;  // position: what is recorded after it is told
    Instant created_at;
    std::vector<Secret> secrets;  // oldest first; some may have ended
    std::vector<EgressGrant> grants;
    bool disabled = false;
    DisableCause cause = DisableCause::by_hand;  // of the disabling, and the next three
    std::string reason;
    Instant disabled_at;
    Instant enabled_at;  // when it was enabled again; before that, when it was created
    bool removed = false;

    [[nodiscard]] bool exists() const { return version.value != 0; }

    // It may be sent something.
    [[nodiscard]] bool receives() const { return exists() && !disabled && !removed; }

    bool operator==(const State&) const = default;
};

// Those that sign at `now`, the oldest first. Never empty of an endpoint that exists.
[[nodiscard]] std::vector<SecretMark> signing_at(const State& state, Instant now);

}  // namespace dunghan::endpoint
