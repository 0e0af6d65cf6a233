#include "adapters/webhook/egress.h"

#include <algorithm>
#include <ifaddrs.h>
#include <memory>
#include <netinet/in.h>
#include <sys/socket.h>

#include "adapters/webhook/ranges.h"

namespace dunghan::webhook {
namespace {

bool has(const std::vector<IpAddress>& list, const IpAddress& address) {
    return std::ranges::find(list, address) != list.end();
}

bool is_loopback(const IpAddress& address) {
    return never_granted(address) == "loopback" && (is_ipv4(address) || to_text(address) == "::1");
}

bool granted(const SocketAddress& to, const std::vector<Grant>& grants, Instant now) {
    return std::ranges::any_of(grants, [&](const Grant& grant) {
        return grant.port == to.port && now < grant.expires && contains(grant.range, to.address);
    });
}

EgressDecision denied(const SocketAddress& to, std::string_view why) {
    return {
        false,
        to_text(to.address) + " port " + std::to_string(to.port) + " is " + std::string(why)};
}

struct FreeInterfaces {
    void operator()(ifaddrs* list) const { ::freeifaddrs(list); }
};

std::size_t size_of(const sockaddr& address) {
    return address.sa_family == AF_INET    ? sizeof(sockaddr_in)
           : address.sa_family == AF_INET6 ? sizeof(sockaddr_in6)
                                           : 0;
}

}  // namespace

EgressDecision decide(
    const SocketAddress& to,
    const EgressRules& rules,
    const std::vector<Grant>& grants,
    const std::vector<IpAddress>& own,
    Instant now
) {
    const bool test_server = rules.allow_loopback_for_tests && is_loopback(to.address);
    if (const auto name = never_granted(to.address); name && !test_server) {
        return denied(to, std::string(*name) + ", which is never granted");
    }
    if ((has(own, to.address) || has(rules.own, to.address)) && !test_server) {
        return denied(to, "an address of our own, which is never granted");
    }
    if (granted(to, grants, now)) {
        return {true, {}};
    }
    if (const auto name = not_global(to.address)) {
        return denied(to, std::string(*name) + " and not granted");
    }
    return std::ranges::find(rules.ports, to.port) == rules.ports.end()
               ? denied(to, "on a port that is neither in the list nor granted")
               : EgressDecision{true, {}};
}

Result<Grant> make_grant(std::string_view cidr, std::uint16_t port, Instant expires) {
    const auto range = parse_cidr(cidr);
    if (!range) {
        return tl::unexpected(range.error());
    }
    if (port == 0) {
        return fail(ErrorCode::invalid, "Expected a port of 1 to 65535, but got 0");
    }
    IpAddress last = range->first;
    for (unsigned bit = range->bits; bit < 128; ++bit) {
        last.octets[bit / 8] |= static_cast<std::uint8_t>(0x80U >> bit % 8);
    }
    // The same name at both ends of an aligned range: it lies inside one that is never granted.
    const auto name = never_granted(range->first);
    if (name && name == never_granted(last)) {
        return fail(
            ErrorCode::refused,
            "Expected a range that may be granted, but got " + std::string(cidr) + ", which is " +
                std::string(*name)
        );
    }
    return Grant{*range, port, expires};
}

Result<std::vector<IpAddress>> own_addresses() {
    ifaddrs* head = nullptr;
    if (::getifaddrs(&head) != 0) {
        return fail(
            ErrorCode::unavailable,
            "Expected the addresses of the machine's interfaces, but got none; allow netlink "
            "sockets"
        );
    }
    const std::unique_ptr<ifaddrs, FreeInterfaces> list(head);
    std::vector<IpAddress> addresses;
    for (const ifaddrs* one = head; one != nullptr; one = one->ifa_next) {
        if (one->ifa_addr == nullptr) {
            continue;
        }
        if (const auto found = socket_address_of(one->ifa_addr, size_of(*one->ifa_addr))) {
            addresses.push_back(found->address);
        }
    }
    return addresses;
}

}  // namespace dunghan::webhook
