// A term as a rule: so much time from an anchor, counted in a unit. What it comes to for one task
// is settled in an event; the rule and the calendar say why.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/instant.h"

namespace dunghan {

// DO NOT CHANGE THE VALUES of these enums: they are stored in views.
enum class BudgetUnit : std::uint8_t {
    days = 1,           // calendar days
    working_days = 2,   // of the calendar
    working_hours = 3,  // inside the calendar's hours of working days
    weeks = 4,          // the same weekday
    months = 5,         // the same day of the month, or the month's last
};

// Where a term goes that ends on a day nobody works (Civil Code 2015, art. 148).
enum class Roll : std::uint8_t { none = 1, next_working_day = 2 };

struct Budget {
    std::int32_t amount = 0;  // 1 to 10 000
    BudgetUnit unit = BudgetUnit::days;
    bool operator==(const Budget&) const = default;
};

// One term of a definition. Either `budget` counts from its anchor, the first day not counted
// (Civil Code 2015, art. 147), or `printed` fixes its end in a printed form ("Năm 2022").
struct TermRule {
    std::string id;     // "appraise"; unique in its definition
    std::string label;  // "Thẩm định hồ sơ"
    Budget budget;
    Roll roll = Roll::next_working_day;
    std::string printed;  // empty: the budget counts
    std::string basis;    // the document that sets it: "NĐ 331/2026, điều 23.3"
    bool operator==(const TermRule&) const = default;
};

// As a form would print it: "15 ngày làm việc", "Năm 2022".
[[nodiscard]] std::string to_vietnamese(const TermRule& rule);

// A time in which the term stood still: [from, until), in any order, overlapping or not. One that
// has not ended yet is no Pause: no due instant is true before it ends.
struct Pause {
    Instant from;
    Instant until;
    bool operator==(const Pause&) const = default;
};

// What a rule came to for one task, and from what: settled in the log, so that nobody has to ask a
// calendar again, and enough to be recomputed by anybody who has it.
struct Reckoning {
    Instant anchor;
    Instant due_before;         // overdue when now >= due_before
    bool provisional = false;   // it rests on a year without a notice
    std::string calendar;       // label of the layers and their versions: "vn/3+khanh-hoa/1"
    std::vector<Pause> pauses;  // ascending, apart
    bool operator==(const Reckoning&) const = default;
};

}  // namespace dunghan
