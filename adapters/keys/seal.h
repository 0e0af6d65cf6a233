// Personal data <-> what the log stores of it. XChaCha20-Poly1305 (libsodium) under the person's
// key, bound to the person's id. Format: docs/formats/personal_data.md
#pragma once

#include <string>

#include "adapters/keys/key_ring.h"

namespace dunghan {

struct PersonalData {
    std::string name;
    std::string email;
    std::string phone;
    bool operator==(const PersonalData&) const = default;
};

// Base64 of nonce and ciphertext. A new random nonce each time: sealing twice gives other octets.
// Error: invalid (a text is longer than 1 024 octets).
[[nodiscard]] Result<std::string> seal(
    const PersonKey& key, const std::string& person, const PersonalData& data
);

// Error: corruption: the key is another's, or the octets were changed or belong to another person.
// Never says what was sealed.
[[nodiscard]] Result<PersonalData> unseal(
    const PersonKey& key, const std::string& person, const std::string& sealed
);

}  // namespace dunghan
