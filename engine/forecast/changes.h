// What a change of the rules would do: two forecasts of one log held against each other, the one
// with the change published, the other without.
#pragma once

#include <functional>
#include <optional>

#include "engine/forecast/forecast.h"
#include "engine/task/judge.h"

namespace dunghan::forecast {

// Beyond it a comparison is refused: nobody reads more, and it is held in memory.
inline constexpr std::size_t changes_max = 2'000'000;

// Nothing on a side: the task has no such end there.
struct DeadlineMoved {
    TaskName task;
    Anchor kind = Anchor::due;  // or start
    std::int32_t milestone = 0;
    std::string label;
    std::optional<Instant> before;
    std::optional<Instant> after;
};

// At the present instant. Nothing on a side: there is no such task there.
struct VerdictMoved {
    TaskName task;
    std::optional<task::Judgement> before;
    std::optional<task::Judgement> after;
};

// One reminder to one recipient, on one side only.
struct ReminderMoved {
    bool goes = true;       // false: it is withdrawn
    std::string recipient;  // agency id
    StreamId task;
    std::string code;
    task::RungReached rung;
    Instant slot;
};

struct Changes {
    std::vector<DeadlineMoved> deadlines;  // by task
    std::vector<VerdictMoved> verdicts;    // by task
    std::vector<ReminderMoved> reminders;  // by day
};

struct Side {
    const Store& store;  // that the forecast runs over
    Forecast& forecast;  // open, with what is to be compared published, not settled yet
};

// Runs both to their last day. `told` hears each day that is done, so that the sides may forget
// its records. Errors: those of the forecasts; limit_exceeded beyond changes_max.
[[nodiscard]] Result<Changes> compare(
    const Side& before, const Side& after, Instant now, const std::function<void(Date)>& told
);

}  // namespace dunghan::forecast
