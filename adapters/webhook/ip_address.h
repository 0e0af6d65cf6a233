// Internet addresses and ranges, in the one spelling each has.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"

struct sockaddr;

namespace dunghan::webhook {

// IPv4 lies in ::ffff:0:0/96, where the machine itself maps it: the two spellings of one
// destination are one value.
struct IpAddress {
    std::array<std::uint8_t, 16> octets{};
    auto operator<=>(const IpAddress&) const = default;
};

[[nodiscard]] bool is_ipv4(const IpAddress& address);
[[nodiscard]] IpAddress from_ipv4(std::array<std::uint8_t, 4> octets);

// "10.1.2.3" or "fd00::1" and nothing else: no leading zeros, no zone, no other base, lower case.
[[nodiscard]] std::optional<IpAddress> parse_address(std::string_view text);
[[nodiscard]] std::string to_text(const IpAddress& address);

struct SocketAddress {
    IpAddress address;
    std::uint16_t port = 0;
};

// Nothing: neither IPv4 nor IPv6.
[[nodiscard]] std::optional<SocketAddress> socket_address_of(
    const sockaddr* address, std::size_t size
);

struct Cidr {
    IpAddress first;
    unsigned bits = 128;  // of the 128: "10.0.0.0/8" has 104
    bool operator==(const Cidr&) const = default;
};

// "10.0.0.0/8", "fd12::/48". Error: invalid (also when an octet behind the prefix is not zero).
[[nodiscard]] Result<Cidr> parse_cidr(std::string_view text);
[[nodiscard]] bool contains(const Cidr& range, const IpAddress& address);

}  // namespace dunghan::webhook
