// What the commands share: options of every command, opening a store to read or to write.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "engine/audit/as_of.h"
#include "engine/runtime/engine.h"

#include "adapters/asio/clock.h"
#include "adapters/rocksdb/rocksdb_store.h"

namespace dunghan::app {

struct Options {
    std::filesystem::path data;
    bool json = false;
    std::string clock;      // an instant: simulated time; empty: the real clock
    double clock_rate = 1;  // of the simulated clock
    std::string until;      // an instant at which the simulated clock stands still; empty: none
    std::string as_of;      // empty: now
    std::string as_known;   // empty: all that is recorded
    std::string config;     // settings file; empty: DIR/settings.yaml where there is one
};

// Prints "dunghan: <detail>" to standard error and returns the exit code.
int complain(const Error& error);

// A store to read from, beside a writer or not, and the instants the reader asks about.
struct Reading {
    std::unique_ptr<RocksStore> store;
    Policy policy;        // the latest known at query.as_known; before the first, the defaults
    Directory directory;  // likewise
    Calendars calendars;  // likewise; none before the first
    TimeQuery query;
};

// Without --as-of the present is meant: the wall clock's, or for a simulated log the last recorded
// instant (or --clock).
[[nodiscard]] Result<Reading> open_reading(const Options& options);

// For commands that list what was recorded (events, mails): without --as-of, all of it, even what a
// --clock would call the future.
[[nodiscard]] TimeQuery query_of_records(const Options& options, const Reading& reading);

// The engine of one writing process.
struct Writing {
    std::unique_ptr<RocksStore> store;
    std::unique_ptr<Clock> clock;
    std::unique_ptr<Engine> engine;
};

// `create`: makes the store where there is none. A simulated clock goes on where the log ends.
[[nodiscard]] Result<Writing> open_writing(const Options& options, bool create);

// Records in the log what opening the store had to do, where it had to do something.
[[nodiscard]] Result<void> note_recovery(Engine& engine, const RocksStore& store);

// The store as it is, to read; an empty one in memory where there is none yet.
[[nodiscard]] Result<std::unique_ptr<Store>> open_or_memory(const Options& options);

// The clock the options ask for; a simulated one starts at the later of --clock and `not_before`.
[[nodiscard]] Result<std::unique_ptr<Clock>> make_clock(const Options& options, Instant not_before);

// Whether the log lives by a simulated clock; an empty one does not.
[[nodiscard]] Result<bool> is_simulated(const Store& store);

// What the outbox is held for since a restore; nothing: mail leaves as it is due.
[[nodiscard]] Result<std::optional<reminder::OutboxHeld>> outbox_held(const Store& store);

// The id of a wish nobody gave a name: another each time.
[[nodiscard]] CommandId fresh_command_id();

// Last recorded instant of a store; the epoch when it is empty.
[[nodiscard]] Result<Instant> last_recorded(const Store& store);

}  // namespace dunghan::app
