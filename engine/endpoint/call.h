// One event owed to one endpoint, and what came of an attempt to tell it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/instant.h"
#include "engine/endpoint/schedule.h"

namespace dunghan::endpoint {

struct Call {
    std::uint64_t position = 0;  // of the event
    std::string stream;          // of the event: what an ordered endpoint keeps in order
    Instant recorded;            // when the log learnt the event
    std::uint32_t attempts = 0;  // made so far
    Instant next;                // no attempt before then
    bool replayed = false;       // it was given up once, and somebody asked for it again
    bool operator==(const Call&) const = default;
};

// DO NOT CHANGE THE VALUES: stored in the ledger.
enum class CallOutcome : std::uint8_t {
    delivered = 1,  // 2xx
    failed = 2,     // another status, or nothing was sent
    gone = 3,       // 410: the endpoint wants no more
    throttled = 4,  // 429, 502, 503, 504
    denied = 5,     // the egress rules: no request was sent
    unknown = 6,    // the request went out and no status came: it may have been taken
    not_tried = 7,  // too much waited: no attempt was made
};

// "delivered". A value outside: "".
[[nodiscard]] std::string_view name_of(CallOutcome outcome);

struct CallReport {
    CallOutcome outcome = CallOutcome::not_tried;
    std::int64_t status = 0;  // of HTTP; 0: no answer
    Instant started;
    std::int64_t latency_ms = 0;
    bool timed_out = false;
    std::optional<std::int64_t> retry_after_ms;  // what the answer asked for
    std::string answer;                          // the head of its body, as it came
    std::string error;                           // for people; empty when delivered
};

// One line of the ledger: an attempt that was made.
struct Attempt {
    Instant started;
    std::uint64_t position = 0;
    std::uint32_t number = 1;  // of this call, from 1
    std::string message;       // webhook-id
    std::string type;          // name of the event
    std::string url;
    CallOutcome outcome = CallOutcome::failed;
    std::int64_t status = 0;
    std::int64_t latency_ms = 0;
    std::string answer;  // at most limits::answer_octets_kept
    std::string error;
    std::optional<Instant> next;  // nothing: none follows by itself
    bool dead = false;            // that was the last: a dead letter
    bool operator==(const Attempt&) const = default;
};

// How far an endpoint has come.
struct Standing {
    std::uint64_t cursor = 0;  // position up to which the log was looked at for it
    std::optional<FailureStreak> streak;
    Instant forgiven;  // when it was last enabled, as far as that was acted on
    bool operator==(const Standing&) const = default;
};

}  // namespace dunghan::endpoint
