// How far the holiday data reaches: an alarm months before it ends, not on the first of January.
#include <algorithm>

#include "adapters/app/health.h"

namespace dunghan::app {
namespace {

constexpr int warn_months = 4;  // notices come out in the last quarter of the year before
constexpr int bad_months = 1;

constexpr auto how_to_publish =
    "bổ sung năm mới vào tệp lịch, tăng version, rồi: dunghan --data … "
    "calendar publish TỆP --actor …";

Level level_of(Date today, std::int32_t last_known_year) {
    const std::chrono::year_month_day end{std::chrono::year{last_known_year} / 12 / 31};
    const auto months_before = [&](int months) {
        const auto day = end - std::chrono::months{months};
        return day.ok() ? day : Date{day.year() / day.month() / std::chrono::last};
    };
    if (last_known_year < int{today.year()} || today > months_before(bad_months)) {
        return Level::bad;
    }
    return today > months_before(warn_months) ? Level::warn : Level::ok;
}

}  // namespace

Check check_calendars(const Reading& reading) {
    const Date today = date_at(reading.query.as_of, reading.policy.zone);
    Check check{"calendar", Level::ok, "", ""};
    if (reading.calendars.all().empty()) {
        return {
            "calendar",
            Level::warn,
            "chưa ban hành lịch làm việc nào: không tính được hạn theo ngày làm việc",
            "dunghan --data … calendar publish config/calendars/vn.yaml --actor …"};
    }
    for (const auto& [id, content] : reading.calendars.all()) {
        const auto calendar = reading.calendars.resolved(id);
        if (!calendar) {
            return {"calendar", Level::bad, calendar.error().detail, "xem thông báo ở trên"};
        }
        const std::int32_t year = (*calendar)->last_known_year();
        const bool guessed = (*calendar)->day(today).provisional;
        check.level =
            std::max({check.level, level_of(today, year), guessed ? Level::warn : Level::ok});
        check.found += (check.found.empty() ? "" : "; ") + (*calendar)->label() +
                       (year == 0 ? ": chưa năm nào có thông báo"
                                  : ": có thông báo đến hết năm " + std::to_string(year)) +
                       (guessed ? ", năm nay tạm tính" : "");
    }
    check.todo = check.level == Level::ok ? "" : how_to_publish;
    return check;
}

}  // namespace dunghan::app
