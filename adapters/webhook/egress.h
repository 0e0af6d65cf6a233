// Where a call may go. Decided on the address of the socket itself, just before it connects: what a
// name resolved to earlier, or says it is, counts for nothing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/instant.h"

#include "adapters/webhook/ip_address.h"

namespace dunghan::webhook {

// Opens a range on one port to one endpoint until it expires (exclusive).
struct Grant {
    Cidr range;
    std::uint16_t port = 443;
    Instant expires;
};

struct EgressRules {
    std::vector<std::uint16_t> ports{443};  // to globally routable addresses
    std::vector<IpAddress> own;             // besides those of the machine's interfaces: its NAT
    // Loopback may be granted, and http is a scheme. Set by tests, never by a program.
    bool allow_loopback_for_tests = false;
};

struct EgressDecision {
    bool allowed = false;
    std::string reason;  // of a denial: "10.1.2.3 port 443 is private and not granted"
};

// Denied unless globally routable on one of the ports, or granted. Never granted: loopback,
// link-local, cloud metadata, unspecified, multicast, `own` and the rules' own addresses, also when
// IPv6 carries them.
[[nodiscard]] EgressDecision decide(
    const SocketAddress& to,
    const EgressRules& rules,
    const std::vector<Grant>& grants,
    const std::vector<IpAddress>& own,
    Instant now
);

// Error: invalid (no range, port 0); refused (a range with nothing in it that can be granted).
[[nodiscard]] Result<Grant> make_grant(std::string_view cidr, std::uint16_t port, Instant expires);

// Of the machine's interfaces, as they are now. Error: unavailable.
[[nodiscard]] Result<std::vector<IpAddress>> own_addresses();

}  // namespace dunghan::webhook
