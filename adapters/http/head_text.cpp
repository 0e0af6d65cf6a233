#include "adapters/http/head_text.h"

#include <cstdio>

#include "adapters/http/problem.h"

namespace dunghan::http {
namespace {

// notes: OWASP ASVS 5.0, 3.4.
constexpr std::string_view always =
    "Cache-Control: no-store\r\n"
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src "
    "'self'; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; "
    "frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n";

}  // namespace

std::string http_date(std::chrono::system_clock::time_point at) {
    static constexpr const char* weekdays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr const char* months[] = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(at - day)};
    char text[40];
    std::snprintf(
        text,
        sizeof text,
        "%s, %02u %s %04d %02d:%02d:%02d GMT",
        weekdays[std::chrono::weekday{day}.c_encoding()],
        unsigned{date.day()},
        months[unsigned{date.month()} - 1],
        int{date.year()},
        static_cast<int>(time.hours().count()),
        static_cast<int>(time.minutes().count()),
        static_cast<int>(time.seconds().count())
    );
    return text;
}

std::string head_text(
    const Answer& answer, const Carried& carried, std::chrono::system_clock::time_point now
) {
    std::string text = "HTTP/1.1 " + std::to_string(answer.status) + " ";
    text += reason_of(answer.status);
    text += "\r\nDate: " + http_date(now) + "\r\n";
    if (answer.status != 204 && answer.status != 304) {
        text += "Content-Type: " + answer.type + "\r\n";
    }
    if (!answer.stream && answer.status != 204) {
        text += "Content-Length: " + std::to_string(answer.body.size()) + "\r\n";
    }
    text += carried.keep_alive ? "Connection: keep-alive\r\n" : "Connection: close\r\n";
    text += always;
    if (carried.secure) {
        text += "Strict-Transport-Security: max-age=31536000\r\n";
    }
    for (const auto& [name, value] : answer.fields) {
        text += name + ": " + value + "\r\n";
    }
    return text + "\r\n";
}

}  // namespace dunghan::http
