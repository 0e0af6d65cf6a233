// A token: what another program or a person shows to be let in. Whoever holds the secret is who the
// token says; the log holds the secret's hash alone.
#pragma once

#include <string>

#include "engine/access/role.h"
#include "engine/base/instant.h"
#include "engine/base/result.h"
#include "engine/directory/directory.h"

namespace dunghan::access {

struct Token {
    std::string id;  // as a pseudonym is (engine/person/stream.h): it stays readable for ever
    AccessRole role = AccessRole::auditor;
    std::string agency;       // agency id; empty: of none. A must for officer and head
    std::string holder;       // a pseudonym of a person or a system: "cb-017"; never a name
    std::string secret_hash;  // SHA-256 of the 32 secret octets, 64 lower-case hex digits
    Instant expires;          // exclusive: from then on it opens nothing
    bool operator==(const Token&) const = default;
};

// Rejection: bad_token. It repeats neither id nor holder: a name or a secret may stand there.
[[nodiscard]] Decision<void> check_token(
    const Token& token, Instant created, const Directory& directory
);

[[nodiscard]] inline bool has_expired(const Token& token, Instant now) {
    return now >= token.expires;
}

}  // namespace dunghan::access
