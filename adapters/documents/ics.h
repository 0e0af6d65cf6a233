// Dates as calendars subscribe to them (RFC 5545, RFC 7986). Whole days that take no time of
// anybody: programs that ignore tasks and alarms, which most do, show them all the same. An alarm
// here would be no reminder sent.
#pragma once

#include <string>
#include <vector>

#include "engine/base/instant.h"

namespace dunghan {

struct CalendarEntry {
    std::string uid;             // stable: the same date of the same task, however it moves
    std::uint64_t sequence = 0;  // grows with each change
    Instant changed;             // the last one
    Date day;
    std::string summary;
    std::string description;
    bool cancelled = false;  // nothing is due any more
};

// Lines end in CR LF and have at most 75 octets, never cut inside a character. Deterministic.
[[nodiscard]] std::string ics_of(
    const std::string& name, const std::vector<CalendarEntry>& entries
);

}  // namespace dunghan
