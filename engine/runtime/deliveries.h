// Attempts under way: what was handed to the sender and has not been settled in the log yet.
// For engine/runtime only.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/runtime/scheduler.h"

namespace dunghan {

struct Scheduler::Deliveries {
    struct Settled {
        StreamId digest;
        std::uint32_t attempt;
        SendReport report;
    };

    Sender& sender;
    std::set<StreamId> in_flight;
    std::vector<Settled> settled;  // answers that wait to be recorded
};

// How long after attempt `attempt` failed the next may begin: 1, 5, 15, 30 minutes, then hourly,
// for four days (RFC 5321, 4.5.4.1); after limits::delivery_attempts_max nobody tries again.
[[nodiscard]] std::int64_t retry_delay_ms(std::uint32_t attempt);

}  // namespace dunghan
