// The head of an answer as it goes out.
#pragma once

#include <chrono>
#include <string>

#include "adapters/http/message.h"

namespace dunghan::http {

struct Carried {
    bool keep_alive = false;  // another request may follow
    bool secure = false;      // under TLS: browsers are told to come no other way, for a year
};

// With the fields every answer has: Date, length (none for a stream, whose end is the
// connection's), and those that keep a browser from guessing, framing, caching and leaking.
[[nodiscard]] std::string head_text(
    const Answer& answer, const Carried& carried, std::chrono::system_clock::time_point now
);

// "Sun, 06 Nov 1994 08:49:37 GMT".
[[nodiscard]] std::string http_date(std::chrono::system_clock::time_point at);

}  // namespace dunghan::http
