// Where an endpoint lives, in a form that no two readers understand differently.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace dunghan::webhook {

struct Url {
    std::string text;    // as given
    std::string origin;  // "https://ioc.example.vn:443": calls to one share connections
    bool tls = true;
    std::string host;  // without the brackets of an address: "fd00::1"
    std::uint16_t port = 443;
    std::string authority;  // as given: "[fd00::1]:8443"
    std::string target;     // path and query: "/nhan?nguon=kh"
};

// https://host[:port][/path][?query] in printable ASCII, at most 2,000 octets: no user, no
// fragment, no backslash; a host name in lower case (IDN as xn--), or an address in its one
// spelling ("10.1.2.3", "[fd00::1]"; not 0x7f.1, 2130706433 or 010.1.1.1). http only with
// `allow_http_for_tests`. Error: invalid, saying which part. Where it may connect to is for
// egress.h to say.
[[nodiscard]] Result<Url> check_url(std::string_view text, bool allow_http_for_tests = false);

}  // namespace dunghan::webhook
