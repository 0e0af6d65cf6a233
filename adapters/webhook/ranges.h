// The addresses that are somebody's own business (IANA's registries of special-purpose addresses),
// and those no grant opens.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "adapters/webhook/ip_address.h"

namespace dunghan::webhook {

// What the address is, for people: "loopback", "cloud metadata". Nothing: it may be granted. An
// address that carries an IPv4 one (NAT64, 6to4, Teredo, compatible) is what that one is.
[[nodiscard]] std::optional<std::string_view> never_granted(const IpAddress& address);

// "private", "shared (CGNAT)", …. Nothing: globally routable.
[[nodiscard]] std::optional<std::string_view> not_global(const IpAddress& address);

}  // namespace dunghan::webhook
