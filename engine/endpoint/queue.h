// What one endpoint is owed, and what may be sent to it next. Pure: the ledger keeps it between
// starts (engine/port/ledger.h), the clock is the caller's.
//
// In an ordered endpoint an event is not sent before the one before it in its stream was taken or
// given up. Calls that are repeated by request begin one after another, in the order of the log.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/endpoint/call.h"

namespace dunghan::endpoint {

// Calls of one endpoint that are neither taken nor given up; beyond it, it waits at its cursor.
inline constexpr std::size_t open_calls_max = 1'000;

class Queue {
 public:
    Queue(std::string endpoint, bool ordered);

    [[nodiscard]] bool has_room() const { return calls_.size() < open_calls_max; }

    [[nodiscard]] bool empty() const { return calls_.empty(); }

    // Known already: no change.
    void owe(Call call);

    // Positions that may be sent at `now`, the longest due first, at most `most`. They are under
    // way until they are settled.
    [[nodiscard]] std::vector<std::uint64_t> start(Instant now, std::size_t most);

    // Null: not owed.
    [[nodiscard]] const Call* call(std::uint64_t position) const;

    // All of them, under way or not, by position.
    [[nodiscard]] const std::map<std::uint64_t, Call>& calls() const { return calls_; }

    enum class End {
        taken,
        again,    // call() tells when
        given_up  // a dead letter
    };

    // The end of an attempt that `start` named, at `ended`. Asserts that it is under way.
    End settle(std::uint64_t position, const CallReport& report, Instant ended);

    // It is not owed any more. Under way or not.
    void drop(std::uint64_t position);

    // What failed before is forgotten: everything may be sent at `now`, with all attempts to come.
    void forgive(Instant now);

    // What was tried since, and is not under way, may be sent at `now`, as a repeated call.
    // Returns their positions.
    std::vector<std::uint64_t> repeat_since(Instant since, Instant now);

    // From here on ordered, or not.
    void set_ordered(bool ordered);

    // When something may be sent; nothing: only when an attempt ends, or never.
    [[nodiscard]] std::optional<Instant> next() const;

 private:
    [[nodiscard]] bool is_first(const Call& call) const;
    void offer(std::uint64_t position);
    void offer_all();
    void end_replay(const Call& call);

    std::string endpoint_;
    bool ordered_;
    std::map<std::uint64_t, Call> calls_;
    std::map<std::string, std::set<std::uint64_t>> lanes_;   // of an ordered endpoint, by stream
    std::set<std::uint64_t> replays_;                        // not begun again yet, or under way
    std::set<std::pair<Instant, std::uint64_t>> may_start_;  // those that are first
    std::set<std::uint64_t> under_way_;
};

}  // namespace dunghan::endpoint
