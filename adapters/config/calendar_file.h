// A calendar as administrators write it: config/calendars/*.yaml -> CalendarPublished, its rules
// expanded into dated days. Format: docs/formats/calendar.md
#pragma once

#include <string_view>

#include "engine/base/result.h"
#include "engine/calendar/calendar.h"

namespace dunghan {

// `file` is the name in messages. Errors: invalid and limit_exceeded, as "file:line:column:
// Expected …, but …". What it gives, check_calendar accepts. Never throws.
[[nodiscard]] Result<CalendarPublished> read_calendar(std::string_view yaml, std::string_view file);

}  // namespace dunghan
