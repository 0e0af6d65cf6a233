#include "engine/endpoint/schedule.h"

#include <algorithm>
#include <array>

#include "engine/base/assert.h"
#include "engine/base/sha256.h"

namespace dunghan::endpoint {
namespace {

constexpr std::int64_t ms_per_hour = 60 * ms_per_minute;

constexpr std::array<std::int64_t, 6> delays_ms{
    5'000,
    5 * ms_per_minute,
    30 * ms_per_minute,
    2 * ms_per_hour,
    5 * ms_per_hour,
    10 * ms_per_hour};

// 80 to 120 % of a delay in steps of 0.01 %.
constexpr std::int64_t whole = 10'000;
constexpr std::int64_t jitter = 2'000;

// The same for the same attempt, as good as random between attempts. The length keeps
// ("a", "bc") apart from ("ab", "c").
std::int64_t draw(const AttemptKey& key, std::int64_t below) {
    std::string text = std::to_string(key.endpoint.size());
    text.append(":").append(key.endpoint).append("/").append(key.event);
    text.append("/").append(std::to_string(key.attempt));
    const Sha256 hash = sha256(text);
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < sizeof number; ++i) {
        number = number << 8 | hash[i];
    }
    return static_cast<std::int64_t>(number % static_cast<std::uint64_t>(below));
}

std::int64_t scheduled_ms(const AttemptKey& key) {
    const std::size_t row = std::min<std::size_t>(key.attempt, delays_ms.size()) - 1;
    return delays_ms[row] * (whole - jitter + draw(key, 2 * jitter + 1)) / whole;
}

}  // namespace

std::optional<Instant> next_attempt(const AttemptKey& key, const FailedAttempt& failed) {
    DUNGHAN_ASSERT(key.attempt >= 1);
    if (key.attempt >= attempts_max) {
        return std::nullopt;
    }
    const std::int64_t least = std::max(scheduled_ms(key), failed.overloaded ? relief_ms : 0);
    const std::int64_t asked = failed.retry_after_ms.value_or(least);
    return plus_ms(failed.ended, std::clamp(asked, least, 2 * least));
}

FailureStreak add_failure(const std::optional<FailureStreak>& streak, Instant at) {
    const bool goes_on = streak && at < plus_ms(streak->latest, patience_ms);
    return goes_on ? FailureStreak{streak->first, std::max(streak->latest, at)}
                   : FailureStreak{at, at};
}

}  // namespace dunghan::endpoint
