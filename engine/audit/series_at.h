// Series as the log knew them, and who filed what for a period, as of an instant.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/port/store.h"
#include "engine/projection/history.h"
#include "engine/series/period.h"
#include "engine/series/status.h"

namespace dunghan::audit {

struct SeriesKnown {
    std::vector<Series> versions;          // ascending, never empty; the last one counts
    std::vector<PeriodOpened> opened;      // in the order of their first days
    std::optional<PeriodStopped> stopped;  // the next period, if it waits for a person

    [[nodiscard]] const Series& content() const { return versions.back(); }

    // Null: it was not opened by then.
    [[nodiscard]] const PeriodOpened* find(const std::string& period) const;
};

// Ids of all series, in their order. Errors: those of the store.
[[nodiscard]] Result<std::vector<std::string>> series_ids(const Store& store);

// What was recorded by then; nothing: no such series was. Errors: the store's, corruption.
[[nodiscard]] Result<std::optional<SeriesKnown>> series_known(
    const Store& store, const std::string& id, Instant as_known
);

// One for each member that had its task by then. Errors: the store's, corruption.
[[nodiscard]] Result<std::vector<series::Filing>> filings_at(
    const Store& store, const SeriesKnown& known, const PeriodOpened& opened, const TimeQuery& query
);

}  // namespace dunghan::audit
