// Old versions of calendars: the views keep the newest alone, the log keeps all of them.
#pragma once

#include <string_view>

#include "engine/calendar/working_time.h"
#include "engine/port/store.h"

namespace dunghan {

// The very calendar that a term was computed in, by its label: "vn/3+khanh-hoa/1". Errors:
// not_found (no such version), invalid (no label), the store's, corruption.
[[nodiscard]] Result<Calendar> calendar_labelled(const Store& store, std::string_view label);

}  // namespace dunghan
