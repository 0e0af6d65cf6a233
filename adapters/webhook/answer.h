// What is read of an endpoint's answer: little, and of what the endpoint chose nothing is trusted.
// HTTP/1.x is read by Beast's parser.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "adapters/webhook/attempt.h"

namespace dunghan::webhook {

class Answer {
 public:
    enum class Heard {
        more,      // it goes on
        complete,  // the end of a final answer (not 1xx)
        too_much,  // more than answer_octets_max; break off
        nonsense,  // no HTTP/1.x, or it ended early; break off
    };

    Answer();
    ~Answer();
    Answer(const Answer&) = delete;
    Answer& operator=(const Answer&) = delete;

    void begin();  // forget it: another one comes
    [[nodiscard]] Heard hear(std::string_view octets);
    [[nodiscard]] Heard hear_end();  // nothing more will come

    [[nodiscard]] bool begun() const;   // an octet was heard
    [[nodiscard]] long status() const;  // 0 until the headers of a final answer are complete

    // Another request may follow on this connection. Only of a complete one.
    [[nodiscard]] bool keeps_connection() const;

    // Of a Retry-After in seconds or as a date (RFC 9110, 10.2.3); nothing when it is neither.
    [[nodiscard]] std::optional<std::chrono::seconds> retry_after(
        const std::function<Instant()>& now
    ) const;

    // Hands the kept head of the body over.
    [[nodiscard]] std::string take_body();

 private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

[[nodiscard]] Outcome outcome_of(long status);

}  // namespace dunghan::webhook
