// Working time as data: which days and hours are worked, and which notice says so. Enters through
// the log, one version at a time; a correction is a new version.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/result.h"

namespace dunghan {

// DO NOT CHANGE THE VALUES: they are stored.
enum class DayKind : std::uint8_t {
    holiday = 1,  // a public holiday, or the day off in lieu of one
    day_off = 2,  // a weekday that was swapped for a worked rest day
    worked = 3,   // a rest day that is worked: "làm bù"
};

// What one day is, against the weekly rule.
struct CalendarDay {
    std::string date;  // "2026-02-16"
    DayKind kind = DayKind::holiday;
    std::string name;    // "Tết Nguyên đán"
    std::string notice;  // the document that says so: "TB 9441/TB-BNV"
    bool operator==(const CalendarDay&) const = default;
};

struct WorkPeriod {
    std::int32_t from_minute = 0;  // local, of the day
    std::int32_t until_minute = 0;
    bool operator==(const WorkPeriod&) const = default;
};

// A year whose days off are known. Results that touch another year are provisional, and so are
// those of a year whose notice nobody has seen: its days then follow from the law alone.
struct CalendarYear {
    std::int32_t year = 0;
    std::string notice;  // of the swaps, or the law that its holidays follow from
    bool provisional = false;
    bool operator==(const CalendarYear&) const = default;
};

struct CalendarPublished {
    std::string id;  // "vn", "khanh-hoa"
    std::uint32_t version = 1;
    std::string name;
    std::string above;                // the layer it refines: "vn"; empty: none
    std::uint8_t weekdays = 0;        // bit 0 = Monday; 0: as the layer above
    std::vector<WorkPeriod> hours;    // of a working day, ascending; empty: as the layer above
    std::vector<CalendarDay> days;    // ascending dates
    std::vector<CalendarYear> years;  // ascending
    bool operator==(const CalendarPublished&) const = default;
};

struct PublishCalendar {
    CalendarPublished content;
};

// Every running term has been reckoned with this version: those it moves have their events.
struct CalendarApplied {
    std::string id;
    std::uint32_t version = 1;
    bool operator==(const CalendarApplied&) const = default;
};

struct ApplyCalendar {
    CalendarApplied content;
};

// What the reader of a file and the writer of the log both hold a layer to: an id, a version from
// 1, a weekly rule and hours unless a layer above has them, hours ascending and disjoint inside one
// day, dates and years ascending, a name and a notice for each. Error: invalid, naming the part.
[[nodiscard]] Result<void> check_calendar(const CalendarPublished& layer);

}  // namespace dunghan
