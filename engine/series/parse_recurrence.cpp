// "FREQ=MONTHLY;BYDAY=-1FR" -> Recurrence, part by part.
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <set>

#include "engine/series/recurrence.h"

namespace dunghan::series {
namespace {

constexpr std::int32_t interval_max = 1'000;
constexpr std::int32_t count_max = 10'000;
constexpr std::array<std::string_view, 4> frequencies{"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
constexpr std::array<std::string_view, 7> weekday_names{"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
constexpr std::string_view known_parts =
    "FREQ, INTERVAL, BYMONTH, BYMONTHDAY, BYDAY, COUNT and UNTIL";

// Its place in the list; nothing when it is not there.
template <std::size_t size>
std::optional<std::size_t> place_in(
    const std::array<std::string_view, size>& names, std::string_view name
) {
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? std::nullopt
                                : std::optional(static_cast<std::size_t>(found - names.begin()));
}

// "-1", "+2", "14"; not "--1", "1x" or "".
std::optional<std::int32_t> number_in(std::string_view text) {
    if (text.starts_with('+')) {
        text.remove_prefix(1);
        if (text.starts_with('-')) {
            return std::nullopt;
        }
    }
    std::int32_t number = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    return read.ec == std::errc{} && read.ptr == end && !text.empty() ? std::optional(number)
                                                                      : std::nullopt;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(end + 1);
    }
}

class Parser {
 public:
    Result<Recurrence> parse(std::string_view text) {
        for (const std::string_view part : split(text, ';')) {
            const std::size_t equals = part.find('=');
            const std::string_view name = part.substr(0, equals);
            if (equals == std::string_view::npos) {
                refuse("NAME=VALUE between semicolons", part);
            } else if (!seen_.insert(name).second) {
                refuse(std::string(name) + " once", "it twice");
            } else {
                read(name, part.substr(equals + 1));
            }
        }
        check();
        if (problem_) {
            return tl::unexpected(*problem_);
        }
        return std::move(rule_);
    }

 private:
    // The first problem stays.
    void refuse(const std::string& expected, std::string_view got) {
        if (!problem_) {
            problem_ = Error{
                ErrorCode::invalid,
                "Expected " + expected + ", but got '" + std::string(got) + "'"};
        }
    }

    void read(std::string_view name, std::string_view value) {
        if (name == "FREQ") {
            read_frequency(value);
        } else if (name == "INTERVAL") {
            rule_.interval = number(name, value, 1, interval_max);
        } else if (name == "COUNT") {
            rule_.count = number(name, value, 1, count_max);
        } else if (name == "UNTIL") {
            read_until(value);
        } else if (name == "BYMONTH") {
            for (const std::string_view month : split(value, ',')) {
                rule_.months.push_back(number(name, month, 1, 12));
            }
        } else if (name == "BYMONTHDAY") {
            for (const std::string_view day : split(value, ',')) {
                rule_.month_days.push_back(number(name, day, -31, 31));
                if (rule_.month_days.back() == 0) {
                    refuse("BYMONTHDAY from 1 to 31 or from -31 to -1", day);
                }
            }
        } else if (name == "BYDAY") {
            for (const std::string_view day : split(value, ',')) {
                read_weekday(day);
            }
        } else {
            refuse("only " + std::string(known_parts), name);
        }
    }

    std::int32_t number(
        std::string_view name, std::string_view value, std::int32_t min, std::int32_t max
    ) {
        const auto read = number_in(value);
        if (!read || *read < min || *read > max) {
            refuse(
                std::string(name) + " from " + std::to_string(min) + " to " + std::to_string(max),
                value
            );
            return min;
        }
        return *read;
    }

    void read_frequency(std::string_view value) {
        const auto place = place_in(frequencies, value);
        if (!place) {
            refuse("FREQ of DAILY, WEEKLY, MONTHLY or YEARLY", value);
        }
        rule_.frequency = static_cast<Frequency>(place.value_or(0));
    }

    void read_until(std::string_view value) {
        const std::string text(value);
        if (text.size() == 8) {
            rule_.until = text.substr(0, 4) + "-" + text.substr(4, 2) + "-" + text.substr(6);
        }
        if (!parse_date(rule_.until)) {
            refuse("UNTIL as a day without time (20271231)", value);
        }
    }

    void read_weekday(std::string_view value) {
        const std::size_t name_at = value.size() < 2 ? 0 : value.size() - 2;
        const auto place = place_in(weekday_names, value.substr(name_at));
        const std::string_view ordinal = value.substr(0, name_at);
        if (!place || (!ordinal.empty() && number_in(ordinal).value_or(0) == 0)) {
            refuse(
                "BYDAY of MO, TU, WE, TH, FR, SA, SU, each perhaps as the n-th (2TU, -1FR)", value
            );
            return;
        }
        rule_.weekdays.push_back({number_in(ordinal).value_or(0), static_cast<int>(*place)});
    }

    // What the parts must satisfy together.
    void check() {
        if (!seen_.contains("FREQ")) {
            refuse("FREQ", "no such part");
        }
        if (rule_.count > 0 && !rule_.until.empty()) {
            refuse("COUNT or UNTIL", "both");
        }
        if (rule_.frequency == Frequency::weekly && !rule_.month_days.empty()) {
            refuse("no BYMONTHDAY with FREQ=WEEKLY", "one");
        }
        check_weekdays();
    }

    void check_weekdays() {
        const bool monthly = rule_.frequency == Frequency::monthly;
        const bool may_count = monthly || rule_.frequency == Frequency::yearly;
        const std::int32_t max = monthly || !rule_.months.empty() ? 5 : 53;
        for (const RuleDay& day : rule_.weekdays) {
            const std::string ordinal = std::to_string(day.ordinal);
            if (day.ordinal != 0 && !may_count) {
                refuse("the n-th weekday only with FREQ=MONTHLY or YEARLY", ordinal);
            }
            if (day.ordinal < -max || day.ordinal > max) {
                refuse("BYDAY counted to " + std::to_string(max) + " at most", ordinal);
            }
            if ((day.ordinal == 0) != (rule_.weekdays.front().ordinal == 0)) {
                refuse("BYDAY with every weekday counted, or none", "some of them counted");
            }
        }
    }

    Recurrence rule_;
    std::set<std::string_view> seen_;
    std::optional<Error> problem_;
};

}  // namespace

Result<Recurrence> parse_recurrence(std::string_view text) {
    return Parser().parse(text);
}

}  // namespace dunghan::series
