// Who filed for a period, as commands and the API tell it.
#pragma once

#include <nlohmann/json.hpp>

#include "engine/audit/series_at.h"
#include "engine/directory/directory.h"

namespace dunghan::app {

struct SeriesAt {
    audit::SeriesKnown known;
    PeriodOpened opened;
    series::Status status;
};

// `period` empty: the last one that was opened by then. Errors: not_found (no such series, no such
// period), those of the store.
[[nodiscard]] Result<SeriesAt> series_at(
    const Store& store,
    const std::string& id,
    const std::string& period,
    const TimeQuery& query,
    const Zone& zone
);

// "38/39".
[[nodiscard]] std::string counts_of(const series::Status& status);

[[nodiscard]] nlohmann::ordered_json series_json(
    const SeriesAt& series, const TimeQuery& query, const Zone& zone, const Directory& directory
);

}  // namespace dunghan::app
