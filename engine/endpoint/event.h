// What is said of an endpoint. Format: docs/formats/endpoint.md
#pragma once

#include <string>
#include <variant>

#include "engine/endpoint/endpoint.h"

namespace dunghan::endpoint {

// It is told what is recorded from here on.
struct Created {
    Endpoint endpoint;
    bool operator==(const Created&) const = default;
};

// All members as they are from now on.
struct Changed {
    Endpoint endpoint;
    bool operator==(const Changed&) const = default;
};

// Its calls are signed with `secret` too; with the secrets before only until `older_until`.
struct SecretRotated {
    std::string id;
    Instant older_until;  // exclusive
    SecretMark secret;
    bool operator==(const SecretRotated&) const = default;
};

// A grant for the same range and port takes the place of the one before.
struct EgressGranted {
    std::string id;
    EgressGrant grant;
    std::string reason;
    bool operator==(const EgressGranted&) const = default;
};

struct EgressWithdrawn {
    std::string id;
    std::string range;
    std::uint16_t port = 443;
    std::string reason;
    bool operator==(const EgressWithdrawn&) const = default;
};

// Nothing is sent to it; what it is owed waits.
struct Disabled {
    std::string id;
    DisableCause cause = DisableCause::by_hand;
    std::string reason;
    bool operator==(const Disabled&) const = default;
};

// It is sent what waited, and is forgiven what failed.
struct Enabled {
    std::string id;
    std::string reason;
    bool operator==(const Enabled&) const = default;
};

// It is owed nothing any more, for ever.
struct Removed {
    std::string id;
    std::string reason;
    bool operator==(const Removed&) const = default;
};

// Told to this endpoint alone, whatever it asked for: whoever receives it knows that calls arrive.
struct Tested {
    std::string id;
    bool operator==(const Tested&) const = default;
};

// Events recorded since then and given up are sent again, once each, in the order of the log.
struct ReplayRequested {
    std::string id;
    std::string reason;
    Instant since;
    bool operator==(const ReplayRequested&) const = default;
};

using Event = std::variant<
    Created,
    Changed,
    SecretRotated,
    EgressGranted,
    EgressWithdrawn,
    Disabled,
    Enabled,
    Removed,
    Tested,
    ReplayRequested>;

}  // namespace dunghan::endpoint
