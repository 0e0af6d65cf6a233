#include "engine/base/assert.h"
#include "engine/policy/policy.h"

namespace dunghan {
namespace {

bool has_slot(Date day, const Policy& policy) {
    return (policy.slot.weekdays >> weekday(day) & 1) != 0;
}

Instant slot_of(Date day, const Policy& policy) {
    return plus_ms(start_of(day, policy.zone), policy.slot.at_minute * ms_per_minute);
}

}  // namespace

Instant slot_at_or_after(Instant at, const Policy& policy) {
    DUNGHAN_ASSERT((policy.slot.weekdays & 0b1111111) != 0);  // held by the policy's reader
    Date day = date_at(at, policy.zone);
    while (!has_slot(day, policy) || slot_of(day, policy) < at) {
        day = next_day(day);
    }
    return slot_of(day, policy);
}

Instant slot_at_or_before(Instant at, const Policy& policy) {
    DUNGHAN_ASSERT((policy.slot.weekdays & 0b1111111) != 0);
    Date day = date_at(at, policy.zone);
    while (!has_slot(day, policy) || slot_of(day, policy) > at) {
        day = next_day(day, -1);
    }
    return slot_of(day, policy);
}

bool slot_is_open(Instant at, const Policy& policy) {
    const int minute = minute_of_day(at, policy.zone);
    return has_slot(date_at(at, policy.zone), policy) && minute >= policy.slot.at_minute &&
           minute < policy.slot.until_minute;
}

}  // namespace dunghan
