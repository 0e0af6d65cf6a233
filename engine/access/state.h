// A token as its events tell it. Revoked is for ever.
#pragma once

#include <optional>
#include <string>

#include "engine/access/token.h"

namespace dunghan::access {

struct State {
    std::optional<Token> token;  // nothing: not created, or only the revocation is known
    Instant created_at;
    bool revoked = false;
    Instant revoked_at;
    std::string reason;  // of the revocation

    [[nodiscard]] bool exists() const { return token.has_value() || revoked; }

    bool operator==(const State&) const = default;
};

}  // namespace dunghan::access
