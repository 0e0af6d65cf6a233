// The slice from a due instant to a mail: selects what is due, reminds, makes digests, delivers.
//
// It never waits and never acts beside the log: each step is a command, so a crash between any two
// is repaired by ticking again. Single-threaded, beside the Engine it drives.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>

#include "engine/port/sender.h"
#include "engine/runtime/engine.h"
#include "engine/runtime/reckon.h"

namespace dunghan {

struct SchedulerSettings {
    std::string message_domain = "dunghan.local";  // right side of every Message-ID
};

// What a tick did, for logs and metrics.
struct TickReport {
    std::optional<Instant> next;  // nothing to do before this instant; none: nothing at all
    std::size_t fired = 0;        // timers: what happened by itself
    std::size_t moved = 0;        // tasks with a term that a corrected calendar moved
    std::size_t reminded = 0;     // tasks
    std::size_t digests = 0;
    std::size_t claimed = 0;  // attempts begun
    std::size_t stale = 0;    // due rows that asked for nothing: always 0 unless there is a bug
    bool held = false;        // the outbox is held: nothing is begun until a person releases it
    std::vector<std::string> troubles;  // for a person, loudly: dead deliveries, uncertain ones
};

class Scheduler {
 public:
    Scheduler(Engine& engine, Sender& sender, SchedulerSettings settings);
    ~Scheduler();
    Scheduler(const Scheduler&) = delete;
    Scheduler& operator=(const Scheduler&) = delete;

    // Attempts that an earlier process claimed and did not settle are uncertain: they are owed
    // again, with the same Message-ID. Call once, before the first tick.
    [[nodiscard]] Result<void> recover();

    // One bounded round of work at the engine's present time. Error: the store's; stop then.
    [[nodiscard]] Result<TickReport> tick();

    // Only records the answers that have come, and begins nothing: for the way out.
    [[nodiscard]] Result<TickReport> settle_only();

    [[nodiscard]] std::size_t in_flight() const;

 private:
    struct Deliveries;

    // The answers, among them refusals: what was wished for has moved on. Error: the store's.
    Result<std::vector<Outcome>> execute(std::span<const Request> requests);
    [[nodiscard]] Result<bool> held() const;
    Result<TickReport> run(TickReport& report);
    Result<void> reckon(TickReport& report);
    Result<void> fire_timers(TickReport& report);
    Result<void> run_round(TickReport& report);
    [[nodiscard]] std::optional<Instant> open_slot() const;
    Result<bool> remind(Instant slot, TickReport& report);
    Result<bool> issue_digests(Instant slot, TickReport& report);
    Result<void> deliver(TickReport& report);
    Result<void> settle(TickReport& report);
    Result<std::optional<Instant>> next_timer() const;
    Result<std::optional<Instant>> next_round() const;
    Result<std::optional<Instant>> next_delivery() const;

    Engine& engine_;
    SchedulerSettings settings_;
    std::unique_ptr<Deliveries> deliveries_;
    Reckoner reckoner_;
    bool reckoned_ = true;               // false: a corrected calendar is not through yet
    std::string due_cursor_;             // last due key looked at in this round
    std::string recipient_cursor_;       // last recipient whose digest was made in this round
    std::optional<Instant> round_slot_;  // the slot whose round the cursors belong to
    std::optional<Instant> done_slot_;   // the slot whose round is over
};

}  // namespace dunghan
