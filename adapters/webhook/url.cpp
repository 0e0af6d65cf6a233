#include "adapters/webhook/url.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "adapters/webhook/ip_address.h"

namespace dunghan::webhook {
namespace {

constexpr std::size_t url_octets_max = 2'000;
constexpr std::size_t host_octets_max = 253;
constexpr std::size_t label_octets_max = 63;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_label(std::string_view label) {
    return !label.empty() && label.size() <= label_octets_max && label.front() != '-' &&
           label.back() != '-' && std::ranges::all_of(label, [](char c) {
               return is_digit(c) || (c >= 'a' && c <= 'z') || c == '-';
           });
}

// Readers take a host whose last label is a number for an IPv4 address, in whatever base.
bool looks_like_ipv4(std::string_view host) {
    const std::string_view last = host.substr(host.rfind('.') + 1);
    return std::ranges::all_of(last, is_digit) || last.starts_with("0x");
}

bool is_name(std::string_view host) {
    if (host.empty() || host.size() > host_octets_max || looks_like_ipv4(host)) {
        return false;
    }
    for (std::size_t from = 0;;) {
        const std::size_t dot = host.find('.', from);
        if (!is_label(host.substr(from, dot - from))) {
            return false;
        }
        if (dot == host.npos) {
            return true;
        }
        from = dot + 1;
    }
}

bool is_host(std::string_view host) {
    if (host.starts_with('[') && host.ends_with(']')) {
        const auto address = parse_address(host.substr(1, host.size() - 2));
        return address && !is_ipv4(*address);
    }
    const auto address = parse_address(host);
    return (address && is_ipv4(*address)) || is_name(host);
}

// Nothing: no canonical number of 1 to 65535.
std::optional<std::uint16_t> read_port(std::string_view digits) {
    std::uint16_t port = 0;
    const char* const end = digits.data() + digits.size();
    const auto [stopped, trouble] = std::from_chars(digits.data(), end, port);
    const bool read = trouble == std::errc{} && stopped == end && port != 0 && digits[0] != '0';
    return read ? std::optional(port) : std::nullopt;
}

tl::unexpected<Error> wrong(std::string_view expected, std::string_view got) {
    return fail(
        ErrorCode::invalid,
        "url: Expected " + std::string(expected) + ", but got \"" + std::string(got) + "\""
    );
}

}  // namespace

Result<Url> check_url(std::string_view text, bool allow_http_for_tests) {
    const bool printable = std::ranges::all_of(text, [](char c) {
        return c > 0x20 && c < 0x7F && c != '\\' && c != '"' && c != '<' && c != '>';
    });
    if (text.size() > url_octets_max || !printable) {
        return wrong("at most 2000 octets of a URL, others percent-encoded", text.substr(0, 200));
    }
    const bool http = allow_http_for_tests && text.starts_with("http://");
    if (!http && !text.starts_with("https://")) {
        return wrong("https://", text);
    }
    if (text.find('#') != text.npos) {
        return wrong("no fragment", text);
    }
    const std::string_view scheme = http ? "http://" : "https://";
    const std::string_view rest = text.substr(scheme.size());
    const std::string_view authority = rest.substr(0, rest.find_first_of("/?"));
    if (authority.find('@') != authority.npos) {
        // What stands before it may be a password.
        return wrong("no user or password before the host", "…@");
    }
    const std::size_t colon =
        authority.find(':', authority.starts_with('[') ? authority.find(']') : 0);
    const std::string_view host = authority.substr(0, colon);
    if (!is_host(host)) {
        return wrong("a host name in lower case, or an address in its shortest decimal form", host);
    }
    const std::string_view plain = http ? "80" : "443";
    const std::string_view digits = colon == authority.npos ? plain : authority.substr(colon + 1);
    const auto port = read_port(digits);
    if (!port) {
        return wrong("a port of 1 to 65535", digits);
    }
    Url url;
    url.text = text;
    url.origin.append(scheme).append(host).append(":").append(std::to_string(*port));
    url.tls = !http;
    url.host = host.starts_with('[') ? host.substr(1, host.size() - 2) : host;
    url.port = *port;
    url.authority = authority;
    url.target = rest.substr(authority.size());
    if (!url.target.starts_with('/')) {
        url.target.insert(0, 1, '/');
    }
    return url;
}

}  // namespace dunghan::webhook
