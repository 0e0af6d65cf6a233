#include "adapters/app/day_lines.h"

#include <array>

#include "adapters/app/terminal.h"

namespace dunghan::app {
namespace {

std::string why_words(const DayLine& line, BudgetUnit unit) {
    switch (line.why) {
        case Why::first_day:
            return unit == BudgetUnit::working_hours ? "đã hết giờ làm việc"
                                                     : "ngày đầu, không tính";
        case Why::counted: return "tính";
        case Why::not_worked: return "không tính";
        case Why::paused: return "tạm dừng";
        case Why::printed: return "ngày ghi trong văn bản";
        case Why::rolled: return "ngày làm việc kế tiếp: hết hạn";
    }
    return "?";
}

// The day of the count, of hours how much of them.
std::string place_of(const DayLine& line, BudgetUnit unit) {
    if (line.why != Why::counted) {
        return "";
    }
    if (unit != BudgetUnit::working_hours) {
        return std::to_string(line.so_far);
    }
    const std::int64_t minutes = line.so_far % 60;
    return std::to_string(line.so_far / 60) + "g" + (minutes < 10 ? "0" : "") +
           std::to_string(minutes);
}

}  // namespace

std::string day_words(Date date) {
    static constexpr std::array names{"T2", "T3", "T4", "T5", "T6", "T7", "CN"};
    return std::string(names[static_cast<std::size_t>(weekday(date))]) + " " + to_vietnamese(date);
}

std::string time_words(std::int32_t minute) {
    const auto minutes = static_cast<std::size_t>(minute);
    return two_digits(minutes / 60) + ":" + two_digits(minutes % 60);
}

std::string day_reason(const Day& day) {
    const std::string source = day.name + (day.notice.empty() ? "" : " (" + day.notice + ")");
    const std::string why = day.kind == DayIs::rest_day ? "nghỉ hằng tuần" : source;
    return day.provisional ? why + (why.empty() ? "" : "; ") + "năm chưa có thông báo" : why;
}

std::string day_lines_text(const std::vector<DayLine>& lines, BudgetUnit unit) {
    TextTable table({{"Ngày"}, {"Đếm", true}, {"", false, 32}, {"Vì", false, 80}});
    for (const DayLine& line : lines) {
        const bool counts = line.why == Why::counted || line.why == Why::rolled;
        const Colour colour = counts ? Colour::plain : Colour::dim;
        table.add(
            {{day_words(line.date), colour},
             {place_of(line, unit), colour},
             {why_words(line, unit), colour},
             {day_reason(line.day), colour}}
        );
    }
    return table.text();
}

}  // namespace dunghan::app
