#include "engine/base/instant.h"

#include <array>
#include <charconv>
#include <cstdio>

namespace dunghan {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr std::int64_t floor_div(std::int64_t value, std::int64_t by) {
    return value / by - (value % by < 0 ? 1 : 0);
}

std::int64_t day_number(Date day) {
    return sys_days{day}.time_since_epoch().count();
}

// The ends of time have no other side.
std::int64_t local_ms(Instant at, const Zone& zone) {
    std::int64_t local = 0;
    const bool beyond = __builtin_add_overflow(at.ms, zone.offset_minutes * ms_per_minute, &local);
    return beyond ? at.ms : local;
}

Date date_of(std::int64_t day) {
    return Date{sys_days{days{day}}};
}

// Reads fixed-width fields and remembers whether all went well.
class Scanner {
 public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    int number(std::size_t digits) {
        int value = 0;
        if (rest_.size() < digits) {
            ok_ = false;
            return 0;
        }
        for (const char c : rest_.substr(0, digits)) {
            ok_ = ok_ && c >= '0' && c <= '9';
            value = value * 10 + (c - '0');
        }
        rest_.remove_prefix(digits);
        return value;
    }

    void expect(char c) { ok_ = take(c) && ok_; }

    bool take(char c) {
        if (rest_.empty() || rest_.front() != c) {
            return false;
        }
        rest_.remove_prefix(1);
        return true;
    }

    [[nodiscard]] bool ok() const { return ok_; }

    [[nodiscard]] bool done() const { return ok_ && rest_.empty(); }

    [[nodiscard]] bool at_end() const { return rest_.empty(); }

    void require(bool condition) { ok_ = ok_ && condition; }

 private:
    std::string_view rest_;
    bool ok_ = true;
};

Date scan_date(Scanner& scanner) {
    const int year = scanner.number(4);
    scanner.expect('-');
    const int month = scanner.number(2);
    scanner.expect('-');
    const int day = scanner.number(2);
    const Date date{
        std::chrono::year{year},
        std::chrono::month{static_cast<unsigned>(month)},
        std::chrono::day{static_cast<unsigned>(day)}};
    scanner.require(date.ok() && year >= 1);
    return date;
}

std::int64_t scan_time_of_day(Scanner& scanner) {
    const int hour = scanner.number(2);
    scanner.expect(':');
    const int minute = scanner.number(2);
    int second = 0;
    int millisecond = 0;
    if (scanner.take(':')) {
        second = scanner.number(2);
        if (scanner.take('.')) {
            millisecond = scanner.number(3);
        }
    }
    scanner.require(hour < 24 && minute < 60 && second < 60);
    return ((hour * 60 + minute) * 60 + second) * 1000LL + millisecond;
}

std::int64_t scan_offset_minutes(Scanner& scanner, const Zone& zone) {
    if (scanner.at_end()) {
        return zone.offset_minutes;
    }
    if (scanner.take('Z')) {
        return 0;
    }
    const bool west = scanner.take('-');
    if (!west) {
        scanner.expect('+');
    }
    const int hours = scanner.number(2);
    scanner.expect(':');
    const int minutes = scanner.number(2);
    scanner.require(hours < 24 && minutes < 60);
    return (west ? -1 : 1) * (hours * 60 + minutes);
}

}  // namespace

Instant start_of(Date day, const Zone& zone) {
    return {day_number(day) * ms_per_day - zone.offset_minutes * ms_per_minute};
}

Date date_at(Instant at, const Zone& zone) {
    return date_of(floor_div(local_ms(at, zone), ms_per_day));
}

Date next_day(Date day, int days_ahead) {
    return date_of(day_number(day) + days_ahead);
}

std::int64_t days_between(Date from, Date to) {
    return day_number(to) - day_number(from);
}

int minute_of_day(Instant at, const Zone& zone) {
    const std::int64_t since = local_ms(at, zone) % ms_per_day;  // before 1970: back from midnight
    const std::int64_t in_day = since < 0 ? since + ms_per_day : since;
    return static_cast<int>(in_day / ms_per_minute);
}

int weekday(Date day) {
    return static_cast<int>(std::chrono::weekday{sys_days{day}}.iso_encoding()) - 1;
}

std::string to_rfc3339(Instant at) {
    const std::int64_t day = floor_div(at.ms, ms_per_day);
    const std::int64_t in_day = at.ms - day * ms_per_day;
    const Date date = date_of(day);
    // Two digits at a time by hand: this runs once per event and per row.
    std::string text = "0000-00-00T00:00:00.000Z";
    const auto put = [&text](std::size_t at_octet, std::size_t digits, std::int64_t value) {
        for (std::size_t i = digits; i-- > 0; value /= 10) {
            text[at_octet + i] = static_cast<char>('0' + value % 10);
        }
    };
    put(0, 4, int{date.year()});
    put(5, 2, unsigned{date.month()});
    put(8, 2, unsigned{date.day()});
    put(11, 2, in_day / 3'600'000);
    put(14, 2, in_day / ms_per_minute % 60);
    put(17, 2, in_day / 1000 % 60);
    put(20, 3, in_day % 1000);
    return text;
}

std::string to_vietnamese(Date day) {
    const unsigned month = unsigned{day.month()};
    std::array<char, 32> text{};
    const char* form = month <= 2 ? "%02u/%02u/%d" : "%02u/%u/%d";
    const int size =
        std::snprintf(text.data(), text.size(), form, unsigned{day.day()}, month, int{day.year()});
    return {text.data(), static_cast<std::size_t>(size)};
}

std::string to_iso(Date day) {
    std::array<char, 32> text{};
    const int size = std::snprintf(
        text.data(),
        text.size(),
        "%04d-%02u-%02u",
        int{day.year()},
        unsigned{day.month()},
        unsigned{day.day()}
    );
    return {text.data(), static_cast<std::size_t>(size)};
}

Result<Date> parse_date(std::string_view text) {
    Scanner scanner(text);
    const Date date = scan_date(scanner);
    if (!scanner.done()) {
        return fail(
            ErrorCode::invalid,
            "Expected a date like 2022-10-25, but got '" + std::string(text) + "'"
        );
    }
    return date;
}

Result<Instant> parse_instant(std::string_view text, const Zone& zone) {
    Scanner scanner(text);
    const Date date = scan_date(scanner);
    std::int64_t in_day = 0;
    std::int64_t offset = zone.offset_minutes;
    if (scanner.ok() && !scanner.at_end()) {
        scanner.expect('T');
        in_day = scan_time_of_day(scanner);
        offset = scan_offset_minutes(scanner, zone);
    }
    if (!scanner.done()) {
        return fail(
            ErrorCode::invalid,
            "Expected an instant like 2022-10-25, 2022-10-25T08:00 or "
            "2022-10-25T08:00:00.000+07:00, but got '" +
                std::string(text) + "'"
        );
    }
    return Instant{day_number(date) * ms_per_day + in_day - offset * ms_per_minute};
}

}  // namespace dunghan
