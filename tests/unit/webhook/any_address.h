#pragma once

#include <arpa/inet.h>
#include <stdexcept>
#include <vector>

#include "adapters/webhook/ip_address.h"

namespace dunghan::tests {

// In any spelling, as a resolver would hand it over.
inline webhook::IpAddress address(const char* text) {
    std::array<std::uint8_t, 4> four{};
    webhook::IpAddress read;
    if (::inet_pton(AF_INET, text, four.data()) == 1) {
        return webhook::from_ipv4(four);
    }
    if (::inet_pton(AF_INET6, text, read.octets.data()) != 1) {
        throw std::runtime_error(text);
    }
    return read;
}

// The IPv6 addresses under which something on the way takes out that IPv4 one.
inline std::vector<webhook::IpAddress> carriers_of(const webhook::IpAddress& inner) {
    std::vector<webhook::IpAddress> carriers;
    for (const char* prefix : {"64:ff9b::", "64:ff9b:1::"}) {
        webhook::IpAddress outer = address(prefix);
        std::copy(inner.octets.begin() + 12, inner.octets.end(), outer.octets.begin() + 12);
        carriers.push_back(outer);
    }
    webhook::IpAddress six_to_four = address("2002::");
    std::copy(inner.octets.begin() + 12, inner.octets.end(), six_to_four.octets.begin() + 2);
    carriers.push_back(six_to_four);
    return carriers;
}

}  // namespace dunghan::tests
