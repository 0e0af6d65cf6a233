#include "adapters/mail/mime.h"

#include <array>
#include <cstdio>

#include "engine/base/sha256.h"
#include "engine/directory/mail_address.h"

#include "adapters/mail/base64.h"
#include "adapters/mail/plain_text.h"

namespace dunghan::mail {
namespace {

void add_header(std::string& octets, std::string_view name, std::string_view value) {
    octets.append(name).append(": ").append(value).append("\r\n");
}

// RFC 5322's specials in a name would need quotes; an encoded word needs none.
std::string name_words(const std::string& name, std::size_t column) {
    constexpr std::string_view specials = "()<>[]:;@\\,.\"";
    const bool plain = name.find_first_of(specials) == name.npos;
    return encoded_words(name, column, plain ? Encode::if_needed : Encode::always);
}

std::string mailbox(const std::string& name, const std::string& address, std::size_t column) {
    std::string bracketed = "<" + address + ">";
    const std::string words = name_words(name, column);
    if (words.empty()) {
        return bracketed;
    }
    const std::size_t last_line = words.rfind('\n') == words.npos ? 0 : words.rfind('\n') + 1;
    const std::size_t width = words.size() - last_line + (last_line == 0 ? column : 0);
    constexpr std::size_t line_octets_max = 76;
    return words + (width + 1 + bracketed.size() > line_octets_max ? "\r\n " : " ") + bracketed;
}

std::string with_crlf(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 40);
    for (const char c : text) {
        if (c == '\n') {
            out += '\r';
        }
        if (c != '\r') {
            out += c;
        }
    }
    return out;
}

std::string part(const std::string& boundary, std::string_view type, std::string_view body) {
    std::string octets = "--" + boundary + "\r\n";
    add_header(octets, "Content-Type", std::string(type) + "; charset=utf-8");
    add_header(octets, "Content-Transfer-Encoding", "base64");
    return octets + "\r\n" + base64_lines(with_crlf(body));
}

Result<void> check(std::string_view field, const std::string& address) {
    if (is_mail_address(address)) {
        return {};
    }
    return fail(
        ErrorCode::invalid,
        "Expected " + std::string(field) + " to be name@domain in ASCII, but got '" +
            one_line(address).substr(0, 100) + "'"
    );
}

std::string headers(const Message& message, const std::string& boundary) {
    const std::string domain = message.message_id.substr(message.message_id.find('@') + 1);
    std::string octets;
    add_header(octets, "Date", mail_date(message.date));
    add_header(octets, "From", mailbox(message.from_name, message.from, 6));
    add_header(octets, "To", mailbox(message.to_name, message.to, 4));
    add_header(octets, "Subject", encoded_words(message.subject, 9));
    add_header(octets, "Message-ID", "<" + message.message_id + ">");
    // Nobody's holiday answer may come back and be answered (RFC 3834); the second is Exchange's.
    add_header(octets, "Auto-Submitted", "auto-generated");
    add_header(octets, "X-Auto-Response-Suppress", "All");
    add_header(octets, "List-Id", "<nhac-viec." + domain + ">");
    add_header(octets, "Content-Language", "vi");
    add_header(octets, "MIME-Version", "1.0");
    add_header(octets, "Content-Type", "multipart/alternative;\r\n boundary=\"" + boundary + "\"");
    return octets;
}

}  // namespace

std::string mail_date(Instant at) {
    constexpr std::array days{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    constexpr std::array months{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const Zone zone;
    const Date day = date_at(at, zone);
    const int minute = minute_of_day(at, zone);
    const std::int64_t second = (at.ms - start_of(day, zone).ms) / 1000 % 60;
    std::array<char, 64> text{};
    std::snprintf(
        text.data(),
        text.size(),
        "%s, %02u %s %04d %02d:%02d:%02d +0700",
        days[static_cast<std::size_t>(weekday(day))],
        static_cast<unsigned>(day.day()),
        months[static_cast<unsigned>(day.month()) - 1],
        static_cast<int>(day.year()),
        minute / 60,
        minute % 60,
        static_cast<int>(second)
    );
    return text.data();
}

Result<std::string> to_octets(const Message& message) {
    const Result<void> checks[]{
        check("the sender", message.from),
        check("the recipient", message.to),
        check("the Message-ID", message.message_id)};
    for (const Result<void>& checked : checks) {
        if (!checked) {
            return tl::unexpected(checked.error());
        }
    }
    // '_' is not in the base64 alphabet: no line of a body can look like the boundary.
    const std::string boundary = "=_" + to_hex(sha256(message.message_id)).substr(0, 32);
    return headers(message, boundary) + "\r\n" + part(boundary, "text/plain", message.text) +
           part(boundary, "text/html", message.html) + "--" + boundary + "--\r\n";
}

}  // namespace dunghan::mail
