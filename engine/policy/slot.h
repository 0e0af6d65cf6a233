// The slots of a policy: the minutes of a working day in which its mail leaves. With a calendar a
// worked Saturday has one and a holiday has none.
#pragma once

#include "engine/calendar/working_time.h"
#include "engine/policy/policy.h"

namespace dunghan {

// The working time of a policy without a calendar: its slot, on each of the slot's weekdays. Error:
// invalid (no weekday, or a slot that ends before it begins).
[[nodiscard]] Result<Calendar> calendar_of_slot(const Slot& slot);

// The first slot that begins at or after `at`; the last that began at or before it.
[[nodiscard]] Instant slot_at_or_after(Instant at, const Policy& policy, const Calendar& calendar);
[[nodiscard]] Instant slot_at_or_before(Instant at, const Policy& policy, const Calendar& calendar);

// True while mail of the day's slot may leave.
[[nodiscard]] bool slot_is_open(Instant at, const Policy& policy, const Calendar& calendar);

}  // namespace dunghan
