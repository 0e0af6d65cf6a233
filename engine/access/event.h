// Who is let in, and who was turned away. Format: docs/formats/access.md
#pragma once

#include <string>

#include "engine/access/token.h"

namespace dunghan::access {

struct TokenCreated {
    Token token;
    bool operator==(const TokenCreated&) const = default;
};

// It opens nothing any more, and is never opened again.
struct TokenRevoked {
    std::string id;
    std::string reason;
    bool operator==(const TokenRevoked&) const = default;
};

// Somebody with a token asked for what its role may not. Who, the envelope says.
struct AccessDenied {
    Operation operation = Operation::read_tasks;
    std::string target;  // stream id of the task; empty: not about one task
    std::string code;    // what was answered: "forbidden", "not_found"
    bool operator==(const AccessDenied&) const = default;
};

}  // namespace dunghan::access
