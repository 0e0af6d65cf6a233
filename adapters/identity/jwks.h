// Public keys of an identity provider: a JSON Web Key Set (RFC 7517).
#pragma once

#include <map>
#include <string>

#include "adapters/identity/public_key.h"

namespace dunghan::identity {

inline constexpr std::size_t jwks_octets_max = 64 * 1024;

struct Jwk {
    PublicKey key;
    std::optional<Algorithm> algorithm;  // nothing: whatever its kind serves
};

class Jwks {
 public:
    // Keys for something else than signing by one of our algorithms are passed over. Errors:
    // invalid, naming the key: private or broken ones, two with one id, none that is of use.
    [[nodiscard]] static Result<Jwks> read(std::string_view json);

    // By its id; without one only where the set has a single key. Null: there is none.
    [[nodiscard]] const Jwk* find(const std::optional<std::string>& id) const;

 private:
    std::map<std::string, Jwk> keys_;  // by id; "" for one without
};

}  // namespace dunghan::identity
