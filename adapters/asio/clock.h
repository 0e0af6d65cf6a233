// The two kinds of clock.
#pragma once

#include <chrono>

#include "engine/port/clock.h"

namespace dunghan {

// The machine's wall clock, UTC. May step.
class RealClock : public Clock {
 public:
    [[nodiscard]] Instant now() const override;
};

// Starts at an instant and runs `rate` times as fast as the machine's monotonic clock. Stands still
// at `end`, so that a run "until" then records nothing after it, however late the machine looks.
class SimulatedClock : public Clock {
 public:
    SimulatedClock(Instant start, double rate, Instant end = {INT64_MAX});
    [[nodiscard]] Instant now() const override;

 private:
    Instant start_;
    double rate_;
    Instant end_;
    std::chrono::steady_clock::time_point began_;
};

}  // namespace dunghan
