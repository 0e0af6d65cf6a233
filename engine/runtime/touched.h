// Whose end a corrected calendar could move: so that nobody else's is computed again.
#pragma once

#include <map>
#include <string>

#include "engine/calendar/difference.h"
#include "engine/projection/projector.h"

namespace dunghan {

class Touched {
 public:
    // Both must outlive it.
    Touched(const Projector& views, const Store& store) : views_(views), store_(store) {}

    // Whether the task's calendar now says anything else about the days one of its terms was
    // counted over than the calendar it was counted in, as its label names that. A task whose
    // calendar is not published is touched: deciding says so. Errors: those of the store.
    [[nodiscard]] Result<bool> is_touched(const task::State& state);

 private:
    [[nodiscard]] Result<const CalendarDifference*> since(
        const std::string& label, const Calendar& now
    );

    const Projector& views_;
    const Store& store_;
    // By the label of the calendar now, and the one before. A label names one content for ever.
    std::map<std::string, std::map<std::string, CalendarDifference>> differences_;
};

}  // namespace dunghan
