// Any calendar, for RapidCheck, and the slow way to count in it.
#pragma once

#include <map>
#include <rapidcheck.h>
#include <string>

#include "tests/support/sample_calendar.h"

namespace dunghan::testing {

inline Date any_day() {
    return next_day(day_of("2024-01-01"), *rc::gen::inRange(0, 4 * 366));
}

inline CalendarPublished any_layer(const std::string& id, const std::string& above) {
    CalendarPublished layer;
    layer.id = id;
    layer.name = id;
    layer.above = above;
    layer.weekdays = *rc::gen::inRange<std::uint8_t>(above.empty() ? 1 : 0, 128);
    const int hours = *rc::gen::inRange(above.empty() ? 1 : 0, 4);
    for (int i = 0, from = 6 * 60; i < hours; ++i) {
        const int begin = from + *rc::gen::inRange(0, 120);
        const int end = begin + *rc::gen::inRange(1, 240);
        layer.hours.push_back({begin, end});
        from = end;
    }
    std::map<std::string, DayKind> days;
    const int count = *rc::gen::inRange(0, 60);
    for (int i = 0; i < count; ++i) {
        days[to_iso(any_day())] =
            *rc::gen::element(DayKind::holiday, DayKind::day_off, DayKind::worked);
    }
    for (const auto& [date, kind] : days) {
        layer.days.push_back({date, kind, "ngày", "TB"});
    }
    for (const int year : {2024, 2025, 2027}) {
        if (*rc::gen::arbitrary<bool>()) {
            layer.years.push_back({year, "TB", *rc::gen::arbitrary<bool>()});
        }
    }
    return layer;
}

inline Calendar any_calendar() {
    std::vector<CalendarPublished> layers{any_layer("vn", "")};
    if (*rc::gen::arbitrary<bool>()) {
        layers.push_back(any_layer("tinh", "vn"));
    }
    return resolved(layers);
}

}  // namespace dunghan::testing
