#include "adapters/webhook/ranges.h"

#include <algorithm>

#include "engine/base/assert.h"

namespace dunghan::webhook {
namespace {

struct Range {
    Cidr cidr;
    std::string_view name;
};

using Ranges = std::vector<Range>;

Range range(std::string_view cidr, std::string_view name) {
    const auto read = parse_cidr(cidr);
    DUNGHAN_ASSERT(read);
    return {*read, name};
}

const Ranges& never() {
    static const Ranges list{
        range("0.0.0.0/8", "unspecified"),
        range("127.0.0.0/8", "loopback"),
        range("169.254.0.0/16", "link-local"),
        range("224.0.0.0/4", "multicast"),
        range("255.255.255.255/32", "broadcast"),
        // Where clouds hand out credentials, besides the link-local address.
        range("100.100.100.200/32", "cloud metadata"),
        range("168.63.129.16/32", "cloud metadata"),
        range("192.0.0.192/32", "cloud metadata"),
        range("fd00:ec2::254/128", "cloud metadata"),
        range("fd20:ce::254/128", "cloud metadata"),
        range("::/128", "unspecified"),
        range("::1/128", "loopback"),
        range("fe80::/10", "link-local"),
        range("ff00::/8", "multicast")};
    return list;
}

const Ranges& local_ipv4() {
    static const Ranges list{
        range("10.0.0.0/8", "private"),
        range("100.64.0.0/10", "shared (CGNAT)"),
        range("172.16.0.0/12", "private"),
        range("192.0.0.0/24", "protocol assignments"),
        range("192.0.2.0/24", "documentation"),
        range("192.88.99.0/24", "6to4 relay"),
        range("192.168.0.0/16", "private"),
        range("198.18.0.0/15", "benchmarking"),
        range("198.51.100.0/24", "documentation"),
        range("203.0.113.0/24", "documentation"),
        range("240.0.0.0/4", "reserved")};
    return list;
}

// Inside 2000::/3, the only part of IPv6 that is routed.
const Ranges& local_ipv6() {
    static const Ranges list{
        range("2001::/23", "protocol assignments"),
        range("2001:db8::/32", "documentation"),
        range("2002::/16", "6to4"),
        range("3ffe::/16", "returned (6bone)"),
        range("3fff::/20", "documentation")};
    return list;
}

std::optional<std::string_view> name_in(const Ranges& ranges, const IpAddress& address) {
    const auto found =
        std::ranges::find_if(ranges, [&](const Range& one) { return contains(one.cidr, address); });
    return found == ranges.end() ? std::nullopt : std::optional(found->name);
}

// Where an IPv4 address lies in those that carry one, as a router or the machine would take it out.
struct Carrier {
    Cidr cidr;
    std::size_t at;
    std::uint8_t mask = 0;  // Teredo hides it
};

const std::vector<Carrier>& carriers() {
    static const std::vector<Carrier> list{
        {range("::/96", "").cidr, 12},
        {range("64:ff9b::/96", "").cidr, 12},
        {range("64:ff9b:1::/48", "").cidr, 12},
        {range("2002::/16", "").cidr, 2},
        {range("2001::/32", "").cidr, 12, 0xFF}};
    return list;
}

std::optional<IpAddress> carried(const IpAddress& address) {
    for (const Carrier& carrier : carriers()) {
        if (contains(carrier.cidr, address)) {
            std::array<std::uint8_t, 4> octets{};
            for (std::size_t i = 0; i < octets.size(); ++i) {
                octets[i] = address.octets[carrier.at + i] ^ carrier.mask;
            }
            return from_ipv4(octets);
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string_view> never_granted(const IpAddress& address) {
    if (const auto name = name_in(never(), address)) {
        return name;
    }
    const auto inner = carried(address);
    return inner ? name_in(never(), *inner) : std::nullopt;
}

std::optional<std::string_view> not_global(const IpAddress& address) {
    if (const auto name = name_in(never(), address)) {
        return name;
    }
    if (is_ipv4(address)) {
        return name_in(local_ipv4(), address);
    }
    static const Cidr routed = range("2000::/3", "").cidr;
    return contains(routed, address) ? name_in(local_ipv6(), address)
                                     : std::optional<std::string_view>("not globally routable");
}

}  // namespace dunghan::webhook
