// Working time to count in: a calendar resolved from its layers. Pure; every answer says when it
// rests on a year nobody has a notice for.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/instant.h"
#include "engine/base/result.h"
#include "engine/calendar/calendar.h"

namespace dunghan {

// DO NOT CHANGE THE NAMES of the kinds (to_text): they stand in certificates.
enum class DayIs { weekday, rest_day, holiday, day_off, worked };

// One day as the calendar sees it, with what says so.
struct Day {
    bool worked = false;
    DayIs kind = DayIs::weekday;
    std::string name;          // "Tết Nguyên đán"; empty where the weekly rule alone decides
    std::string notice;        // of the day; empty as well
    std::string layer;         // "vn/3": whose entry it is; empty as well
    bool provisional = false;  // a year without a notice
    bool operator==(const Day&) const = default;
};

[[nodiscard]] std::string_view to_text(DayIs kind);

struct WorkingDate {
    Date date;
    bool provisional = false;
    bool operator==(const WorkingDate&) const = default;
};

struct WorkingInstant {
    Instant at;
    bool provisional = false;
    bool operator==(const WorkingInstant&) const = default;
};

struct WorkingCount {
    std::int64_t amount = 0;  // days, or milliseconds
    bool provisional = false;
    bool operator==(const WorkingCount&) const = default;
};

// A value; copying it copies its exceptions (about fifteen a year). Each operation takes a binary
// search over them and no more, however far it reaches.
class Calendar {
 public:
    // From the widest layer to the nearest: nation, province, agency. For a day the nearest layer
    // that names it wins; weekdays and hours are those of the nearest layer that gives any; a year
    // is known as the nearest layer that lists it says. Errors: invalid (no layer, a layer out of
    // its chain, or one that check_calendar refuses).
    [[nodiscard]] static Result<Calendar> resolve(const std::vector<CalendarPublished>& layers);

    // "vn/3+khanh-hoa/1": ids and versions, the widest first.
    [[nodiscard]] const std::string& label() const { return label_; }

    [[nodiscard]] Day day(Date date) const;
    [[nodiscard]] bool works(Date date) const;

    // The n-th working day after `from`, which is itself not counted; for n < 0 the n-th before.
    // n = 0: `from` itself, worked or not. Provisional when a day between is in an unknown year.
    [[nodiscard]] WorkingDate add_working_days(Date from, std::int64_t n) const;

    // Working days after `from` up to and including `to`; negative when `to` is earlier, so that
    // count(a, b) = -count(b, a).
    [[nodiscard]] WorkingCount count_working_days(Date from, Date to) const;

    // The instant at which so much working time has passed since `from`: the end of a period
    // rather than the beginning of the next. For ms < 0 backwards, the beginning of a period
    // rather than the end of the one before. ms = 0: `from` itself.
    [[nodiscard]] WorkingInstant add_working_ms(Instant from, std::int64_t ms, const Zone& zone)
        const;

    // Milliseconds of working time in [from, to); negative when `to` is earlier.
    [[nodiscard]] WorkingCount count_working_ms(Instant from, Instant to, const Zone& zone) const;

    // Whether a day of (from, to] is in a year without a notice. The earlier date comes first.
    [[nodiscard]] bool provisional_between(Date from, Date to) const;

    // The days that a layer names, ascending.
    [[nodiscard]] std::vector<Date> listed_days() const;

    // Whether the year has a notice that was seen.
    [[nodiscard]] bool knows(std::int32_t year) const;

    // The last year with a notice that was seen; 0: none.
    [[nodiscard]] std::int32_t last_known_year() const;

    // What the layers list, ascending; provisional ones too.
    [[nodiscard]] const std::vector<CalendarYear>& years() const { return years_; }

    [[nodiscard]] std::uint8_t weekdays() const { return weekdays_; }

    [[nodiscard]] const std::vector<WorkPeriod>& hours() const { return hours_; }

 private:
    // Days are numbered as in std::chrono::sys_days.
    struct Exception {
        std::int64_t day = 0;
        CalendarDay says;
        std::string layer;
        std::int64_t ahead = 0;  // working days up to this day, less those of the weekly rule
    };

    [[nodiscard]] const Exception* exception_on(std::int64_t day) const;
    [[nodiscard]] bool works_on(std::int64_t day) const;
    // Working days up to and including `day`, from a fixed day far off; and the day that is the
    // n-th of them.
    [[nodiscard]] std::int64_t worked_by(std::int64_t day) const;
    [[nodiscard]] std::int64_t nth_worked(std::int64_t n) const;
    [[nodiscard]] std::int64_t by_weekly_rule(std::int64_t day) const;
    [[nodiscard]] std::int64_t nth_by_weekly_rule(std::int64_t n) const;
    // The same in milliseconds of work before an instant.
    [[nodiscard]] std::int64_t ms_of_a_day() const;
    [[nodiscard]] std::int64_t worked_ms_before(Instant at, const Zone& zone) const;

    std::string label_;
    std::uint8_t weekdays_ = 0;
    std::vector<WorkPeriod> hours_;
    std::vector<Exception> exceptions_;  // ascending days
    std::vector<CalendarYear> years_;    // ascending
};

}  // namespace dunghan
