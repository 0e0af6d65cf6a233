// The slice from a due instant to a mail: selects what is due, reminds, makes digests, delivers.
//
// It never waits and never acts beside the log: each step is a command, so a crash between any two
// is repaired by ticking again. Single-threaded, beside the Engine it drives.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "engine/port/sender.h"
#include "engine/runtime/engine.h"
#include "engine/runtime/recipients.h"
#include "engine/runtime/reckon.h"
#include "engine/runtime/slots.h"

namespace dunghan {

struct SchedulerSettings {
    std::string message_domain = "dunghan.local";  // right side of every Message-ID
};

// What a tick did, for logs and metrics.
struct TickReport {
    std::optional<Instant> next;  // nothing to do before this instant; none: nothing at all
    std::size_t fired = 0;        // timers: what happened by itself
    std::size_t opened = 0;       // periods of series
    std::size_t assigned = 0;     // tasks of such periods
    std::string calendars;        // corrected ones whose terms it went over: "vn/4"; empty: none
    bool applied = false;         // those calendars are through: this was the last batch
    std::size_t reckoned = 0;     // tasks looked at for them
    std::size_t touched = 0;      // those of them with a term that was counted again
    std::size_t moved = 0;        // those of them with a term that was moved
    std::size_t looked = 0;       // due rows that were read
    std::size_t reminded = 0;     // tasks
    std::size_t muted = 0;        // tasks whose parent is late itself: nobody was told
    std::size_t digests = 0;
    std::size_t claimed = 0;  // attempts begun
    std::size_t stale = 0;    // due rows that asked for nothing: always 0 unless there is a bug
    bool held = false;        // the outbox is held: nothing is begun until a person releases it
    // For a person, loudly: dead deliveries, uncertain ones, roles nobody could be found for.
    std::vector<std::string> troubles;
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

    [[nodiscard]] Result<bool> held() const;
    Result<TickReport> run(TickReport& report);
    Result<void> reckon(TickReport& report);
    Result<void> fire_timers(TickReport& report);
    Result<void> open_period(const TimedKey& timer, TickReport& report);
    Result<void> run_rounds(TickReport& report);
    Result<bool> run_round(const Round& round, TickReport& report);
    [[nodiscard]] std::optional<Round> open_round() const;
    Result<std::string> muted_by(const task::State& state, const Policy& policy, Instant slot);
    Result<std::optional<task::ReminderIssued>> reminder_of(
        const task::State& state, const Round& round, const Officers& officers, TickReport& report
    );
    Result<bool> remind(const Round& round, TickReport& report);
    Result<bool> issue_digests(const Round& round, TickReport& report);
    template <class Visit>
    Result<void> for_each_owed(const std::string& until, const Visit& visit) const;
    [[nodiscard]] Result<std::vector<StreamId>> owed_now() const;
    [[nodiscard]] Result<bool> is_outdated(const reminder::DigestIssued& digest) const;
    [[nodiscard]] Result<Request> next_step(
        const StreamId& stream, const reminder::DigestIssued& digest
    ) const;
    Result<void> deliver(TickReport& report);
    Result<void> settle(TickReport& report);
    Result<std::optional<Instant>> next_timer() const;
    Result<std::optional<Instant>> next_round() const;
    Result<std::optional<Instant>> next_delivery() const;

    Engine& engine_;
    SchedulerSettings settings_;
    std::unique_ptr<Deliveries> deliveries_;
    Reckoner reckoner_;
    bool reckoned_ = true;                 // false: a corrected calendar is not through yet
    std::string due_cursor_;               // last due key looked at in this round
    std::string recipient_cursor_;         // last recipient whose digest was made in this round
    std::optional<Round> round_;           // whose cursors these are
    std::map<std::string, Instant> done_;  // the last slot whose round is over, by policy
};

}  // namespace dunghan
