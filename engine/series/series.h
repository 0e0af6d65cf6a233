// Work that comes again, for each period and for each member of a group, as data. Published into
// the log whole, one version at a time; what it opened stands in the log as well.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/deadline/term.h"

namespace dunghan {

// What its tasks are. The values are those of task::Kind.
enum class DutyKind : std::uint8_t { plan_task = 1, dossier = 2, report = 3 };

// What the term of a duty counts from. DO NOT CHANGE THE VALUES: they are stored.
enum class TermFrom : std::uint8_t {
    opening = 1,  // the first day of the period
    close = 2,    // its last day
};

// The days of a period. Either a window of every month, or a rule that says on which days one
// opens.
struct PeriodRule {
    // From a day of the month up to a day of it, both included: 15 and 14 begin in the month
    // before. A day that a month does not have is its last. Both 0: the rule below.
    std::int32_t from_day = 0;
    std::int32_t to_day = 0;
    std::string rrule{};  // engine/series/recurrence.h: "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15"
    std::string start{};  // the rule's first day: "2026-12-15"
    Budget lasts{};       // days, weeks or months; amount 0: until the next one opens
    bool operator==(const PeriodRule&) const = default;
};

struct SeriesPublished {
    std::string id;  // "monthly-report"
    std::uint32_t version = 1;
    std::string name;  // "Báo cáo chuyển đổi số hằng tháng"
    DutyKind kind = DutyKind::report;
    std::string definition{};  // id of what its tasks follow; empty: nothing
    std::string each_of{};     // group id: one task a member; empty: one task a period
    std::string holder{};      // agency id, where there is no group
    PeriodRule period{};
    TermFrom due_from = TermFrom::close;
    TermRule due{};     // no budget (amount 0): the terms of the definition count from there
    std::string code;   // template: "bc-{period}-{member}"
    std::string title;  // template: "Báo cáo chuyển đổi số tháng {month}"
    std::string first;  // id of the first period: "2026-11"
    bool operator==(const SeriesPublished&) const = default;
};

using Series = SeriesPublished;

struct PublishSeries {
    SeriesPublished content;
};

// The tasks of a period were assigned. occurred_at: the beginning of its first day.
struct PeriodOpened {
    std::string series;
    std::uint32_t version = 1;  // of the series
    std::string period;         // "2026-11"
    std::string opens;          // its first and last day: "2026-10-15"
    std::string closes;
    std::vector<std::string> members;  // agency ids, as they were on the first day
    bool operator==(const PeriodOpened&) const = default;
};

// A period could not be opened: its group has nobody, no calendar counts its term. It waits for a
// person, and is tried again when other rules are published.
struct PeriodStopped {
    std::string series;
    std::uint32_t version = 1;
    std::string period;
    std::string code;  // of the rejection: "group_without_members"
    std::string why;   // for people
    bool operator==(const PeriodStopped&) const = default;
};

// Both from the scheduler. Refused when the period was opened before.
struct OpenPeriod {
    PeriodOpened content;
};

struct StopPeriod {
    PeriodStopped content;
};

// The stream of a series, and the row of what it is: "series/monthly-report".
[[nodiscard]] inline std::string series_stream(const std::string& id) {
    return "series/" + id;
}

// The rows of its last opened period, and of the one that waits for a person.
[[nodiscard]] inline std::string opened_row(const std::string& id) {
    return "opened/" + id;
}

[[nodiscard]] inline std::string stopped_row(const std::string& id) {
    return "stopped/" + id;
}

}  // namespace dunghan
