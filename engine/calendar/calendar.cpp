#include "engine/calendar/calendar.h"

#include <algorithm>

#include "engine/base/instant.h"

namespace dunghan {
namespace {

constexpr std::int32_t minutes_of_a_day = 24 * 60;
constexpr std::uint8_t all_weekdays = 0b111'1111;

tl::unexpected<Error> wrong(const CalendarPublished& layer, const std::string& expected) {
    return fail(ErrorCode::invalid, "Expected calendar '" + layer.id + "' to have " + expected);
}

bool hours_are_in_order(const std::vector<WorkPeriod>& hours) {
    std::int32_t free_from = 0;
    for (const WorkPeriod& period : hours) {
        if (period.from_minute < free_from || period.until_minute <= period.from_minute ||
            period.until_minute > minutes_of_a_day) {
            return false;
        }
        free_from = period.until_minute;
    }
    return true;
}

Result<void> check_days(const CalendarPublished& layer) {
    std::string_view last;
    for (const CalendarDay& day : layer.days) {
        if (!parse_date(day.date)) {
            return wrong(layer, "dates like 2026-02-16, but got '" + day.date + "'");
        }
        if (day.date <= last) {
            return wrong(
                layer,
                "each day once and in order, but got " + day.date + " after " + std::string(last)
            );
        }
        if (day.name.empty() || day.notice.empty()) {
            return wrong(layer, "a name and a notice for " + day.date + ", but one is empty");
        }
        last = day.date;
    }
    return {};
}

Result<void> check_years(const CalendarPublished& layer) {
    std::int32_t last = 0;
    for (const CalendarYear& year : layer.years) {
        const std::string shown = std::to_string(year.year);
        if (year.year <= last || year.year > 9999) {
            return wrong(layer, "years from 1 to 9999, each once and in order, but got " + shown);
        }
        if (year.notice.empty()) {
            return wrong(layer, "a notice for the year " + shown + ", but it is empty");
        }
        last = year.year;
    }
    return {};
}

}  // namespace

Result<void> check_calendar(const CalendarPublished& layer) {
    if (layer.id.empty() || layer.version == 0 || layer.above == layer.id) {
        return wrong(layer, "an id, a version from 1 and another calendar above it");
    }
    if ((layer.weekdays & ~all_weekdays) != 0 || (layer.above.empty() && layer.weekdays == 0)) {
        return wrong(layer, "weekdays that are worked, because no layer above has any");
    }
    if (!hours_are_in_order(layer.hours) || (layer.above.empty() && layer.hours.empty())) {
        return wrong(layer, "hours of a working day, ascending, inside one day");
    }
    return check_days(layer).and_then([&] { return check_years(layer); });
}

}  // namespace dunghan
