#include <algorithm>
#include <map>

#include "engine/calendar/working_time.h"

namespace dunghan {
namespace {

Result<void> check_chain(const std::vector<CalendarPublished>& layers) {
    if (layers.empty()) {
        return fail(ErrorCode::invalid, "Expected a calendar of one layer at least, but got none");
    }
    std::string_view above;
    for (const CalendarPublished& layer : layers) {
        if (const auto fine = check_calendar(layer); !fine) {
            return fine;
        }
        if (layer.above != above) {
            return fail(
                ErrorCode::invalid,
                "Expected calendar '" + layer.id + "' to stand below '" + std::string(above) +
                    "', but it names '" + layer.above + "'"
            );
        }
        above = layer.id;
    }
    return {};
}

}  // namespace

Result<Calendar> Calendar::resolve(const std::vector<CalendarPublished>& layers) {
    if (const auto fine = check_chain(layers); !fine) {
        return tl::unexpected(fine.error());
    }
    Calendar calendar;
    std::map<std::string, Exception> by_date;
    std::map<std::int32_t, CalendarYear> years;
    for (const CalendarPublished& layer : layers) {
        const std::string name = layer.id + "/" + std::to_string(layer.version);
        calendar.label_ += (calendar.label_.empty() ? "" : "+") + name;
        calendar.weekdays_ = layer.weekdays != 0 ? layer.weekdays : calendar.weekdays_;
        calendar.hours_ = layer.hours.empty() ? calendar.hours_ : layer.hours;
        for (const CalendarDay& day : layer.days) {
            const auto number = std::chrono::sys_days{parse_date(day.date).value()};
            by_date[day.date] = {number.time_since_epoch().count(), day, name, 0};
        }
        for (const CalendarYear& year : layer.years) {
            years[year.year] = year;
        }
    }
    std::int64_t ahead = 0;
    for (auto& [date, exception] : by_date) {
        const bool by_rule = calendar.works_on(exception.day);  // not listed yet
        ahead += (exception.says.kind == DayKind::worked ? 1 : 0) - (by_rule ? 1 : 0);
        exception.ahead = ahead;
        calendar.exceptions_.push_back(std::move(exception));
    }
    for (auto& [number, year] : years) {
        calendar.years_.push_back(std::move(year));
    }
    return calendar;
}

}  // namespace dunghan
