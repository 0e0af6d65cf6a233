// The loop that wakes the scheduler: one armed timer for the next instant there is work, and a tick
// of at most one second that compares with the wall clock, for steady timers do not see it step.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "engine/base/result.h"
#include "engine/port/clock.h"
#include "engine/runtime/scheduler.h"

namespace dunghan {

struct ServeOptions {
    std::optional<Instant> until;  // stop when the clock reaches it; none: only on a signal
    double rate = 1;               // of the clock against the machine's
    // Asked at every turn, so at least once a second; an error ends the loop.
    std::function<Result<void>()> health = [] { return Result<void>{}; };
    std::function<void(const TickReport&)> report = [](const TickReport&) {};
    // Other work of the loop's thread, at every turn behind the scheduler's: it says when it wants
    // to be woken again. `stopping`: nothing is to begin any more. An error ends the loop.
    std::function<Result<std::optional<Instant>>(bool stopping)> also =
        [](bool) -> Result<std::optional<Instant>> { return std::nullopt; };
    // Called once, when it was told to stop; then the loop turns on until this is quiet.
    std::function<void()> begin_stop = [] {};
    std::function<bool()> is_quiet = [] { return true; };
};

class ServeLoop {
 public:
    ServeLoop();
    ~ServeLoop();

    // Runs a function on the loop's thread, from any thread: senders hand their answers over by it.
    [[nodiscard]] std::function<void(std::function<void()>)> executor();

    // Returns after SIGTERM or SIGINT (attempts under way are waited for, at most 30 seconds), at
    // `until`, or with the first error of the store.
    [[nodiscard]] Result<void> run(
        Scheduler& scheduler, const Clock& clock, const ServeOptions& options
    );

 private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace dunghan
