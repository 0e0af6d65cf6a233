#include "adapters/asio/clock.h"

#include <algorithm>

namespace dunghan {

using std::chrono::duration;
using std::chrono::duration_cast;
using std::chrono::milliseconds;

Instant RealClock::now() const {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return {duration_cast<milliseconds>(since_epoch).count()};
}

SimulatedClock::SimulatedClock(Instant start, double rate, Instant end)
    : start_(start), rate_(rate), end_(end), began_(std::chrono::steady_clock::now()) {}

Instant SimulatedClock::now() const {
    const duration<double, std::milli> passed = std::chrono::steady_clock::now() - began_;
    return std::min(plus_ms(start_, static_cast<std::int64_t>(passed.count() * rate_)), end_);
}

}  // namespace dunghan
