#include "engine/access/lock_out.h"

#include <algorithm>

#include "engine/base/limits.h"

namespace dunghan::access {
namespace {

constexpr std::int64_t wait_first_ms = 1'000;
constexpr std::int64_t wait_max_ms = 15 * ms_per_minute;
constexpr std::int64_t forgotten_after_ms = 60 * ms_per_minute;

std::int64_t wait_after(int wrong, int free) {
    if (wrong < free) {
        return 0;
    }
    const int doublings = std::min(wrong - free, 20);
    return std::min(wait_max_ms, wait_first_ms << doublings);
}

}  // namespace

bool LockOut::is_over(const Guesses& guesses, Instant now) {
    return now.ms - guesses.last.ms >= forgotten_after_ms;
}

std::int64_t LockOut::wait(const std::string& who, Instant now) const {
    const auto found = guesses_.find(who);
    if (found == guesses_.end() || is_over(found->second, now)) {
        return 0;
    }
    const std::int64_t until = found->second.last.ms + wait_after(found->second.wrong, free_);
    return std::max<std::int64_t>(0, until - now.ms);
}

void LockOut::note_wrong(const std::string& who, Instant now) {
    make_room(now);
    Guesses& guesses = guesses_[who];
    guesses.wrong = is_over(guesses, now) ? 1 : guesses.wrong + 1;
    guesses.last = now;
}

void LockOut::forget(const std::string& who) {
    guesses_.erase(who);
}

// Whoever guesses under ever new names makes us forget names, not the address they come from.
void LockOut::make_room(Instant now) {
    if (guesses_.size() < limits::lock_outs_max) {
        return;
    }
    std::erase_if(guesses_, [&](const auto& entry) { return is_over(entry.second, now); });
    if (guesses_.size() >= limits::lock_outs_max) {
        guesses_.erase(std::ranges::min_element(guesses_, {}, [](const auto& entry) {
            return entry.second.last;
        }));
    }
}

}  // namespace dunghan::access
