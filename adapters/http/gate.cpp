#include "adapters/http/gate.h"

#include <algorithm>
#include <charconv>

namespace dunghan::http {
namespace {

constexpr std::string_view line_end = "\r\n";

// RFC 9110, 5.6.2.
bool is_token_char(char c) {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter || (c >= '0' && c <= '9') || marks.find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_token_char);
}

// A value: blanks and tabs inside, octets above 0x7f are opaque.
bool is_value_char(char c) {
    return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
}

std::optional<Refusal> bad(const std::string& detail, unsigned status = 400) {
    return Refusal{status, detail};
}

std::optional<Refusal> check_first_line(std::string_view line) {
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string_view::npos || first == last || line.find(' ', first + 1) != last ||
        !is_token(line.substr(0, first))) {
        return bad("Expected 'METHOD target HTTP/1.1' with one blank between the parts");
    }
    const std::string_view version = line.substr(last + 1);
    if (version != "HTTP/1.1" && version != "HTTP/1.0") {
        return bad("Expected HTTP/1.1, but got another version", 505);
    }
    return std::nullopt;
}

std::optional<Refusal> check_field_line(std::string_view line) {
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
        return bad("Expected 'Name: value' in each line, no blank before the colon, none folded");
    }
    if (!std::ranges::all_of(line.substr(colon + 1), is_value_char)) {
        return bad("Expected no control characters in a field");
    }
    return std::nullopt;
}

// Fields whose second occurrence would leave a choice.
constexpr std::string_view single_fields[] = {
    "host",
    "content-length",
    "content-type",
    "authorization",
    "cookie",
    "origin",
    "idempotency-key",
    "if-match",
    "if-none-match",
    "last-event-id",
    "x-csrf-token"};

// What would frame the body, or the connection, in another way.
struct Forbidden {
    std::string_view name;
    unsigned status;
};

constexpr Forbidden forbidden_fields[] = {
    {"transfer-encoding", 411},
    {"te", 501},
    {"trailer", 501},
    {"upgrade", 501},
    {"proxy-connection", 400},
    {"content-encoding", 415}};

std::size_t count_of(const Head& head, std::string_view name) {
    return static_cast<std::size_t>(std::ranges::count_if(head.fields, [&](const auto& field) {
        return field.first == name;
    }));
}

std::string_view value_of(const Head& head, std::string_view name) {
    const auto found =
        std::ranges::find_if(head.fields, [&](const auto& field) { return field.first == name; });
    return found == head.fields.end() ? std::string_view{} : found->second;
}

bool may_carry_body(std::string_view method) {
    return method == "POST" || method == "PUT" || method == "PATCH";
}

std::optional<Refusal> check_names(const Head& head) {
    if (head.fields.size() > fields_max) {
        return bad("Expected at most " + std::to_string(fields_max) + " fields", 431);
    }
    for (const Forbidden& forbidden : forbidden_fields) {
        if (count_of(head, forbidden.name) > 0) {
            return bad(
                "Expected no '" + std::string(forbidden.name) +
                    "'; send the body as it is, with Content-Length",
                forbidden.status
            );
        }
    }
    for (const std::string_view name : single_fields) {
        if (count_of(head, name) > 1) {
            return bad("Expected '" + std::string(name) + "' once");
        }
    }
    return std::nullopt;
}

bool same_letters(std::string_view a, std::string_view b) {
    return std::ranges::equal(
        a,
        b,
        {},
        [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; },
        [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }
    );
}

// uri-host with a port (RFC 9110, 7.2): no blanks, no user, no path.
bool is_host(std::string_view host) {
    constexpr std::string_view marks = "-.:[]_";
    return !host.empty() && std::ranges::all_of(host, [&](char c) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return letter || (c >= '0' && c <= '9') || marks.find(c) != std::string_view::npos;
    });
}

std::optional<Refusal> check_host(const Head& head, const std::vector<std::string>& hosts) {
    const std::string_view host = value_of(head, "host");
    if (!is_host(host)) {
        return bad("Expected one Host with a name and perhaps a port");
    }
    const bool ours = hosts.empty() || std::ranges::any_of(hosts, [&](const std::string& name) {
                          return same_letters(name, host);
                      });
    if (!ours) {
        return bad("Expected one of our names as Host", 421);
    }
    return std::nullopt;
}

tl::expected<std::uint64_t, Refusal> length_of(const Head& head) {
    if (count_of(head, "content-length") == 0) {
        if (may_carry_body(head.method)) {
            return tl::unexpected(Refusal{411, "Expected Content-Length with " + head.method});
        }
        return 0;
    }
    const std::string_view text = value_of(head, "content-length");
    std::uint64_t length = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), length);
    const bool digits = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    if (text.empty() || !digits || read.ec != std::errc{}) {
        return tl::unexpected(Refusal{400, "Expected Content-Length to be one whole number"});
    }
    if (length > 0 && !may_carry_body(head.method)) {
        return tl::unexpected(Refusal{400, "Expected no body with " + head.method});
    }
    return length;
}

}  // namespace

std::optional<Refusal> check_octets(std::string_view head) {
    if (!head.ends_with("\r\n\r\n")) {
        return bad("Expected a head that ends with an empty line");
    }
    head.remove_suffix(line_end.size());
    bool first = true;
    while (!head.empty()) {
        const auto end = head.find(line_end);
        const std::string_view line = head.substr(0, end);
        if (line.find_first_of("\r\n") != std::string_view::npos) {
            return bad("Expected lines to end in CR LF");
        }
        const auto refusal = first ? check_first_line(line) : check_field_line(line);
        if (refusal) {
            return refusal;
        }
        first = false;
        head.remove_prefix(end + line_end.size());
    }
    return std::nullopt;
}

tl::expected<Framing, Refusal> check_fields(
    const Head& head, const std::vector<std::string>& hosts
) {
    static constexpr std::string_view methods[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"};
    if (std::ranges::count(methods, head.method) == 0) {
        return tl::unexpected(Refusal{501, "Expected GET, HEAD, POST, PUT, PATCH or DELETE"});
    }
    if (head.version != 11) {
        return tl::unexpected(Refusal{505, "Expected HTTP/1.1"});
    }
    if (const auto refusal = check_names(head)) {
        return tl::unexpected(*refusal);
    }
    if (const auto refusal = check_host(head, hosts)) {
        return tl::unexpected(*refusal);
    }
    Framing framing;
    if (const std::string_view expect = value_of(head, "expect"); !expect.empty()) {
        if (!same_letters(expect, "100-continue")) {
            return tl::unexpected(Refusal{417, "Expected no Expect but 100-continue"});
        }
        framing.expects_continue = true;
    }
    return length_of(head).map([&](std::uint64_t length) {
        framing.length = length;
        return framing;
    });
}

}  // namespace dunghan::http
