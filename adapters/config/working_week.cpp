#include "adapters/config/working_week.h"

namespace dunghan::yaml {

std::int32_t minute_in(const Value& value) {
    const std::string text = value.text();
    const auto digit = [&](std::size_t at) {
        return at < text.size() && text[at] >= '0' && text[at] <= '9' ? text[at] - '0' : 99;
    };
    const int hour = digit(0) * 10 + digit(1);
    const int minute = digit(3) * 10 + digit(4);
    if (text.size() != 5 || text[2] != ':' || hour > 23 || minute > 59) {
        value.refuse("a time of day as \"08:00\"");
        return 0;
    }
    return hour * 60 + minute;
}

std::size_t weekday_in(const Value& value) {
    return value.choice({"mon", "tue", "wed", "thu", "fri", "sat", "sun"});
}

std::uint8_t weekdays_in(const Value& days) {
    unsigned weekdays = 0;
    for (const Value& day : days.list()) {
        const unsigned bit = 1U << weekday_in(day);
        if ((weekdays & bit) != 0) {
            day.refuse("a day that is not in the list yet");
        }
        weekdays |= bit;
    }
    if (weekdays == 0) {
        days.refuse("a list of one weekday at least");
    }
    return static_cast<std::uint8_t>(weekdays);
}

}  // namespace dunghan::yaml
