// What would happen if nobody did anything: the engine and the scheduler themselves, on a clock
// that jumps to where there is work, over a store whose appends go nowhere.
//
// Nothing here plans or judges by itself. Whatever the engine learns to do with time, the forecast
// does the same day.
#pragma once

#include <memory>
#include <optional>

#include "engine/forecast/day.h"
#include "engine/runtime/engine.h"

namespace dunghan::forecast {

inline constexpr int days_max = 3660;

struct Settings {
    Instant from;   // the present; what was recorded later counts as the present
    int days = 30;  // local days, the one of `from` among them; 1 to days_max
    Zone zone;      // in which days begin
    std::string message_domain = "dunghan.local";  // as for the scheduler
};

class Forecast {
 public:
    // `store` takes the appends (adapters/memory/overlay_store.h) and must outlive it. Records of
    // days that were told are not read again.
    Forecast(Store& store, Settings settings);
    ~Forecast();
    Forecast(const Forecast&) = delete;
    Forecast& operator=(const Forecast&) = delete;

    // Call first. Errors: those of Engine::open and Scheduler::recover.
    [[nodiscard]] Result<void> open();

    // Where what is to be tried out is published, between open() and settle().
    [[nodiscard]] Engine& engine();

    // Does what is due at `from`: a slot that is open, what a rule published there sets off. Part
    // of the first day.
    [[nodiscard]] Result<void> settle();

    // The next day, settled first where that was not done; nothing after the last. Errors: the
    // store's; unavailable when the scheduler does not come to rest, which is a bug.
    [[nodiscard]] Result<std::optional<Day>> next();

 private:
    class Run;

    std::unique_ptr<Run> run_;
};

}  // namespace dunghan::forecast
