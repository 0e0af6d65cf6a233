// What may be wished of a series.
#pragma once

#include <vector>

#include "engine/base/result.h"
#include "engine/definition/definition.h"
#include "engine/directory/directory.h"
#include "engine/series/state.h"

namespace dunghan::series {

// An event of its own, or none: it is so already. `known`: as the log holds it; null: it does not.
// `definition`: the one it names, if the log holds it. Rejections: bad_series (check.h),
// version_taken.
[[nodiscard]] Decision<std::vector<SeriesPublished>> decide(
    const State* known,
    const PublishSeries& wish,
    const Directory& directory,
    const Definition* definition
);

// Rejections: no_such_series, stale_period (it is not the one that opens next).
[[nodiscard]] Decision<std::vector<PeriodOpened>> decide(
    const State* known, const OpenPeriod& wish
);
[[nodiscard]] Decision<std::vector<PeriodStopped>> decide(
    const State* known, const StopPeriod& wish
);

}  // namespace dunghan::series
