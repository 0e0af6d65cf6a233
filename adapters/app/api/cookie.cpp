#include "adapters/app/api/cookie.h"

#include "engine/base/sha256.h"

namespace dunghan::app::api {
namespace {

constexpr std::string_view plain_name = "dunghan";
constexpr std::string_view secure_name = "__Host-dunghan";

std::string_view trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(' ');
    return begin == std::string_view::npos ? "" : text.substr(begin);
}

}  // namespace

std::string session_cookie(std::string_view token, std::int64_t seconds, bool secure) {
    std::string text(secure ? secure_name : plain_name);
    text += "=" + std::string(token) +
            "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(seconds);
    return secure ? text + "; Secure" : text;
}

std::string_view session_in(const http::Request& request) {
    std::string_view rest = request.field("cookie");
    std::string_view found;
    while (!rest.empty()) {
        const std::string_view pair = trimmed(rest.substr(0, rest.find(';')));
        const std::string_view name = pair.substr(0, pair.find('='));
        if ((name == plain_name || name == secure_name) && name.size() < pair.size()) {
            if (!found.empty()) {
                return {};  // one of them was planted; nobody knows which
            }
            found = pair.substr(name.size() + 1);
        }
        const auto end = rest.find(';');
        rest = end == std::string_view::npos ? "" : rest.substr(end + 1);
    }
    return found;
}

std::string csrf_of(std::string_view token) {
    return to_hex(sha256("csrf|" + std::string(token)));
}

bool is_same_origin(const http::Request& request) {
    const std::string_view site = request.field("sec-fetch-site");
    if (!site.empty() && site != "same-origin" && site != "none") {
        return false;
    }
    const std::string_view origin = request.field("origin");
    const auto host = origin.find("://");
    return origin.empty() ||
           (host != std::string_view::npos && origin.substr(host + 3) == request.field("host"));
}

}  // namespace dunghan::app::api
