// What is read of an endpoint's answer: little, and of what the endpoint chose nothing is trusted.
#pragma once

#include <string>
#include <string_view>

#include "adapters/webhook/attempt.h"

namespace dunghan::webhook {

class Answer {
 public:
    // Header lines as they come, the status line first. False: too much, break off.
    [[nodiscard]] bool hear_header(std::string_view line);

    // False: too much, break off.
    [[nodiscard]] bool hear_body(std::string_view octets);

    // 0 until the headers of a final answer (not 1xx) are complete.
    [[nodiscard]] long status() const { return complete_ ? status_ : 0; }

    [[nodiscard]] bool too_long() const { return octets_ > answer_octets_max; }

    // Of a Retry-After in seconds or as a date (RFC 9110, 10.2.3); nothing when it is neither.
    [[nodiscard]] std::optional<std::chrono::seconds> retry_after(Instant now) const;

    // Hands the kept head of the body over.
    [[nodiscard]] std::string take_body() { return std::move(body_); }

 private:
    std::size_t octets_ = 0;
    long status_ = 0;
    bool complete_ = false;
    std::string retry_after_;
    std::string body_;
};

[[nodiscard]] Outcome outcome_of(long status);

}  // namespace dunghan::webhook
