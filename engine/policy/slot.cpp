#include "engine/policy/slot.h"

namespace dunghan {
namespace {

Instant slot_of(Date day, const Policy& policy) {
    return plus_ms(start_of(day, policy.zone), policy.slot.at_minute * ms_per_minute);
}

}  // namespace

Result<Calendar> calendar_of_slot(const Slot& slot) {
    CalendarPublished layer;
    layer.id = "slot";
    layer.weekdays = slot.weekdays;
    layer.hours = {{slot.at_minute, slot.until_minute}};
    return Calendar::resolve({layer});
}

Instant slot_at_or_after(Instant at, const Policy& policy, const Calendar& calendar) {
    Date day = date_at(at, policy.zone);
    while (!calendar.works(day) || slot_of(day, policy) < at) {
        day = next_day(day);
    }
    return slot_of(day, policy);
}

Instant slot_at_or_before(Instant at, const Policy& policy, const Calendar& calendar) {
    Date day = date_at(at, policy.zone);
    while (!calendar.works(day) || slot_of(day, policy) > at) {
        day = next_day(day, -1);
    }
    return slot_of(day, policy);
}

bool slot_is_open(Instant at, const Policy& policy, const Calendar& calendar) {
    const int minute = minute_of_day(at, policy.zone);
    return calendar.works(date_at(at, policy.zone)) && minute >= policy.slot.at_minute &&
           minute < policy.slot.until_minute;
}

}  // namespace dunghan
