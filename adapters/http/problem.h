// Errors as RFC 9457 has them: a stable code, the field it is about, and the way out.
#pragma once

#include <string>

#include "adapters/http/message.h"

namespace dunghan::http {

struct Problem {
    unsigned status = 400;
    std::string code;    // stable: "invalid", "not_found"; of the domain: "wrong_state"
    std::string detail;  // what was expected, what came, what to do
    std::string field;   // of the request; empty: no one of them
};

// application/problem+json; `type` is "urn:dunghan:problem:<code>", `title` the status in words.
[[nodiscard]] Answer problem(const Problem& problem);

[[nodiscard]] std::string_view reason_of(unsigned status);

}  // namespace dunghan::http
