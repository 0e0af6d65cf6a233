// JSON Web Tokens (RFC 7519) that an identity provider signed: checked, never made.
#pragma once

#include "engine/base/instant.h"

#include "adapters/identity/jwks.h"

namespace dunghan::identity {

inline constexpr std::size_t token_octets_max = 6 * 1024;
inline constexpr std::int64_t leeway_ms = ms_per_minute;  // between two clocks

// What the payload of a compact JWS (RFC 7515 7.1) is, when one of the keys signed it. The header
// names one of our algorithms, which the key serves; it names no key of its own ("jwk", "jku",
// "x5c", "x5u") and nothing that must be understood ("crit"). Errors: invalid, for our own eyes.
[[nodiscard]] Result<std::string> signed_payload(std::string_view token, const Jwks& keys);

struct JwtRules {
    std::string issuer;         // "iss", octet for octet
    std::string audience;       // "aud", or one of it
    std::string claim = "sub";  // names the account
};

struct Subject {
    std::string name;  // what the claim says
    Instant until;     // exclusive, the leeway with it
    bool operator==(const Subject&) const = default;
};

// Who it is, when the token is good at `now`. It must say when it ends. Errors: likewise.
[[nodiscard]] Result<Subject> subject_of(
    std::string_view token, const Jwks& keys, const JwtRules& rules, Instant now
);

}  // namespace dunghan::identity
