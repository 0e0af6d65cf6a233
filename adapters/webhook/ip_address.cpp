#include "adapters/webhook/ip_address.h"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>

namespace dunghan::webhook {
namespace {

constexpr std::array<std::uint8_t, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
constexpr unsigned mapped_bits = 96;

std::optional<IpAddress> read(const std::string& text) {
    std::array<std::uint8_t, 4> four{};
    if (::inet_pton(AF_INET, text.c_str(), four.data()) == 1) {
        return from_ipv4(four);
    }
    IpAddress address;
    const bool six = ::inet_pton(AF_INET6, text.c_str(), address.octets.data()) == 1;
    return six ? std::optional(address) : std::nullopt;
}

}  // namespace

bool is_ipv4(const IpAddress& address) {
    return std::equal(mapped.begin(), mapped.end(), address.octets.begin());
}

IpAddress from_ipv4(std::array<std::uint8_t, 4> octets) {
    IpAddress address;
    std::ranges::copy(mapped, address.octets.begin());
    std::ranges::copy(octets, address.octets.begin() + mapped.size());
    return address;
}

std::optional<IpAddress> parse_address(std::string_view text) {
    const auto address = read(std::string(text));
    // Written again it must be the same text; "::ffff:10.0.0.1" comes back as 10.0.0.1.
    return address && to_text(*address) == text ? address : std::nullopt;
}

std::string to_text(const IpAddress& address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    const bool four = is_ipv4(address);
    const std::uint8_t* octets = address.octets.data() + (four ? mapped.size() : 0);
    ::inet_ntop(four ? AF_INET : AF_INET6, octets, text.data(), text.size());
    return text.data();
}

std::optional<SocketAddress> socket_address_of(const sockaddr* address, std::size_t size) {
    if (address->sa_family == AF_INET && size >= sizeof(sockaddr_in)) {
        sockaddr_in four{};
        std::memcpy(&four, address, sizeof four);
        std::array<std::uint8_t, 4> octets{};
        std::memcpy(octets.data(), &four.sin_addr, octets.size());
        return SocketAddress{from_ipv4(octets), ntohs(four.sin_port)};
    }
    if (address->sa_family == AF_INET6 && size >= sizeof(sockaddr_in6)) {
        sockaddr_in6 six{};
        std::memcpy(&six, address, sizeof six);
        SocketAddress found{{}, ntohs(six.sin6_port)};
        std::memcpy(found.address.octets.data(), &six.sin6_addr, sizeof found.address.octets);
        return found;
    }
    return std::nullopt;
}

Result<Cidr> parse_cidr(std::string_view text) {
    const std::size_t slash = text.find('/');
    const auto address = parse_address(text.substr(0, slash));
    unsigned bits = 0;
    const std::string_view digits = slash == text.npos ? "" : text.substr(slash + 1);
    const char* const end = digits.data() + digits.size();
    const auto [stopped, trouble] = std::from_chars(digits.data(), end, bits);
    const bool number =
        trouble == std::errc{} && stopped == end && (digits.size() == 1 || digits.front() != '0');
    const unsigned before = address && is_ipv4(*address) ? mapped_bits : 0;
    if (address && number && bits <= 128 - before) {
        const Cidr range{*address, bits + before};
        Cidr trimmed = range;
        for (unsigned bit = range.bits; bit < 128; ++bit) {
            trimmed.first.octets[bit / 8] &= static_cast<std::uint8_t>(~(0x80U >> bit % 8));
        }
        if (trimmed == range) {
            return range;
        }
    }
    return fail(
        ErrorCode::invalid,
        "Expected a range such as 10.1.0.0/16 or fd12:3456::/32, its first address in the shortest "
        "spelling, but got \"" +
            std::string(text) + "\""
    );
}

bool contains(const Cidr& range, const IpAddress& address) {
    const unsigned whole = range.bits / 8;
    const unsigned mask = 0xFF00U >> range.bits % 8;
    return std::memcmp(address.octets.data(), range.first.octets.data(), whole) == 0 &&
           (whole == address.octets.size() ||
            ((address.octets[whole] ^ range.first.octets[whole]) & mask & 0xFFU) == 0);
}

}  // namespace dunghan::webhook
