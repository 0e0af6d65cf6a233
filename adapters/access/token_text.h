// A token as whoever holds it shows it: "dh_" id "_" secret. The secret is 32 random octets in 43
// characters of base64url; what opens the door is its SHA-256. Format: docs/formats/access.md
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/access/token.h"

namespace dunghan::access {

// Drawn once: the text is shown to its holder and kept nowhere.
struct NewToken {
    std::string id;  // 12 hex digits, behind what it was to begin with
    std::string secret_hash;
    std::string text;
};

// Error: unavailable, without a source of randomness.
[[nodiscard]] Result<NewToken> make_token(const std::string& id_begin = "");

// Whether a text begins as a token's does.
[[nodiscard]] bool may_be_token(std::string_view text);

struct PresentedToken {
    std::string id;
    std::string secret_hash;
    bool operator==(const PresentedToken&) const = default;
};

// Nothing: it is no token. One token has one text. Whether there is such a token is for
// find_token() (engine/projection/tokens.h) and matches() to say.
[[nodiscard]] std::optional<PresentedToken> read_token(std::string_view text);

// In a time that tells nothing of the hash. Whether it has expired is another question.
[[nodiscard]] bool matches(const PresentedToken& presented, const Token& token);

}  // namespace dunghan::access
