// When a webhook call is tried again, and when an endpoint is given up. Functions of what happened
// and nothing else: after a restart the same instants come out.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/base/instant.h"

namespace dunghan::endpoint {

// Of one event to one endpoint; the first attempt is made at once.
inline constexpr std::uint32_t attempts_max = 12;

// An endpoint that answered nothing but failures for so long is disabled.
inline constexpr std::int64_t patience_ms = 5 * ms_per_day;

// Least delay after a timeout or a 429: whoever is overloaded gets a minute.
inline constexpr std::int64_t relief_ms = ms_per_minute;

// Names the attempt for its jitter.
struct AttemptKey {
    std::string_view endpoint;
    std::string_view event;     // webhook-id
    std::uint32_t attempt = 1;  // from 1: the one that failed
};

struct FailedAttempt {
    Instant ended;
    bool overloaded = false;                     // it timed out or was answered 429
    std::optional<std::int64_t> retry_after_ms;  // what the answer asked for, from `ended` on
};

// After the failures 1, 2, 3, … in a row: 5 s, 5 min, 30 min, 2 h, 5 h, then 10 h each time, every
// delay shortened or lengthened by up to 20 %. What the answer asked for is honoured between that
// delay and twice it. Nothing: the attempts are used up, the call is a dead letter.
[[nodiscard]] std::optional<Instant> next_attempt(
    const AttemptKey& key, const FailedAttempt& failed
);

// Failures of an endpoint since its last success, of all its events.
struct FailureStreak {
    Instant first;
    Instant latest;
    bool operator==(const FailureStreak&) const = default;
};

// The streak with one more failure; a success ends a streak. When nothing was tried for as long as
// our patience lasts, the silence is not the endpoint's and a new streak begins.
[[nodiscard]] FailureStreak add_failure(const std::optional<FailureStreak>& streak, Instant at);

// Whether the endpoint is to be disabled.
[[nodiscard]] constexpr bool is_given_up(const FailureStreak& streak, Instant now) {
    return now >= plus_ms(streak.first, patience_ms);
}

}  // namespace dunghan::endpoint
