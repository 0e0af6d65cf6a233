// Weekdays and times of day as they stand in more than one kind of file.
#pragma once

#include <cstdint>

#include "adapters/config/yaml.h"

namespace dunghan::yaml {

// "08:00" -> 480.
[[nodiscard]] std::int32_t minute_in(const Value& value);

// mon to sun; 0 = Monday.
[[nodiscard]] std::size_t weekday_in(const Value& value);

// A list of one weekday at least, each once; bit 0 = Monday.
[[nodiscard]] std::uint8_t weekdays_in(const Value& days);

}  // namespace dunghan::yaml
