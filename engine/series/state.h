// A series and how far it has come.
#pragma once

#include <optional>

#include "engine/series/period.h"

namespace dunghan::series {

struct State {
    Series content;
    std::optional<PeriodOpened> opened;    // the last one
    std::optional<PeriodStopped> stopped;  // waits for other rules
    bool operator==(const State&) const = default;
};

// When its next period opens, which may have been long ago; nothing: it is over, or stopped.
[[nodiscard]] std::optional<Instant> next_opening(const State& state, const Zone& zone);

}  // namespace dunghan::series
