// Periods of a series: which there are, and which comes next. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/instant.h"
#include "engine/series/series.h"

namespace dunghan::series {

// So far ahead a rule is looked at: one that falls on no day until then is none.
inline constexpr int years_ahead_max = 100;

struct Period {
    std::string id;  // "2026-11" of a monthly window, else the day it opens: "2026-12-15"
    Date opens;      // first and last day
    Date closes;
    bool operator==(const Period&) const = default;
};

[[nodiscard]] Period period_of(const PeriodOpened& opened);

// Those that open in [from, to), ascending, none before the series' first; of very many the first
// `max`. Empty also where the series could never have been published (check.h).
[[nodiscard]] std::vector<Period> periods(
    const Series& series, Date from, Date to, std::size_t max = 1'000
);

// The one of that id, first or later; nothing: there is none.
[[nodiscard]] std::optional<Period> period_named(const Series& series, const std::string& id);

// What opens after the last one that was opened under any version of the series (null: none was).
// Nothing: the series is over.
[[nodiscard]] std::optional<Period> next_period(const Series& series, const PeriodOpened* last);

}  // namespace dunghan::series
