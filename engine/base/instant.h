// Time as the engine sees it: instants in UTC, civil dates in one zone. No clock in here.
//
// An Instant is milliseconds since 1970-01-01T00:00:00Z. A Date is a civil day without a zone; a
// Zone turns one into the other. Only zones with one fixed offset are supported (Asia/Ho_Chi_Minh
// has had none other since 1975); adapters/config refuses the rest, naming the zone.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace dunghan {

struct Instant {
    std::int64_t ms = 0;  // since the epoch, UTC
    auto operator<=>(const Instant&) const = default;
};

inline constexpr std::int64_t ms_per_minute = 60'000;
inline constexpr std::int64_t ms_per_day = 86'400'000;

[[nodiscard]] constexpr Instant plus_ms(Instant at, std::int64_t ms) {
    return {at.ms + ms};
}

[[nodiscard]] constexpr Instant plus_days(Instant at, std::int64_t days) {
    return {at.ms + days * ms_per_day};
}

// `earliest` becomes `at` when that is earlier; nothing is later than every instant.
constexpr void keep_earliest(std::optional<Instant>& earliest, std::optional<Instant> at) {
    if (at && (!earliest || *at < *earliest)) {
        earliest = at;
    }
}

using Date = std::chrono::year_month_day;

// The rules of one zone, as the log records them: the engine never asks the machine.
struct Zone {
    std::string name = "Asia/Ho_Chi_Minh";
    std::int32_t offset_minutes = 420;  // east of UTC
    std::string tzdata;                 // version of the database the offset was read from
    bool operator==(const Zone&) const = default;
};

// 00:00 of that day.
[[nodiscard]] Instant start_of(Date day, const Zone& zone);
[[nodiscard]] Date date_at(Instant at, const Zone& zone);
[[nodiscard]] Date next_day(Date day, int days = 1);
[[nodiscard]] std::int64_t days_between(Date from, Date to);  // negative when `to` is earlier

// Minutes since 00:00 of the local day, 0 to 1439; 0 = Monday to 6 = Sunday.
[[nodiscard]] int minute_of_day(Instant at, const Zone& zone);
[[nodiscard]] int weekday(Date day);

// "2022-05-31T17:00:00.000Z": always UTC, always three digits of milliseconds, 24 octets.
// Years 0001 to 9999.
[[nodiscard]] std::string to_rfc3339(Instant at);

// "25/10/2022": as Vietnamese offices write it, leading zero for days < 10 and months 1 and 2
// ("13/6/2022", "05/01/2023").
[[nodiscard]] std::string to_vietnamese(Date day);

// "2022-10-25".
[[nodiscard]] std::string to_iso(Date day);

// Reads "2022-10-25" (00:00 in `zone`), "2022-10-25T07:55", "…:00", "….123", each with "Z",
// "+07:00" or, without either, in `zone`. Error: invalid, naming what was expected.
[[nodiscard]] Result<Instant> parse_instant(std::string_view text, const Zone& zone);

// "2022-10-25". Error: invalid.
[[nodiscard]] Result<Date> parse_date(std::string_view text);

}  // namespace dunghan
