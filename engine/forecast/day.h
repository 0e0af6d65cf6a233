// What one day of a forecast holds.
#pragma once

#include <string>
#include <vector>

#include "engine/base/ids.h"
#include "engine/base/instant.h"
#include "engine/reminder/event.h"
#include "engine/task/event.h"

namespace dunghan::forecast {

// A task as lists name it.
struct TaskName {
    StreamId stream;
    task::Kind kind = task::Kind::plan_task;
    std::string code;
    std::string title;
    std::string holder;                 // printed names, joined with "; "
    std::vector<std::string> agencies;  // ids: whoever holds the ball, and is told
    bool operator==(const TaskName&) const = default;
};

// A due date or a start window that ends.
struct TermEnd {
    TaskName task;
    std::int32_t milestone = 0;
    std::string label;     // of the milestone; else empty
    std::string deadline;  // as printed: "Tháng 5/2022"
    Instant at;            // exclusive: late from here on
};

// One reminder: of a rung of one task, to those who are told.
struct Reminder {
    StreamId task;
    std::string code;
    task::RungReached rung;
    std::vector<std::string> recipients;  // agency ids
    Instant slot;
};

// Anything else the engine would record.
struct OtherEvent {
    std::string type;
    StreamId stream;
};

struct Day {
    Date day;                                   // local
    std::vector<TermEnd> due;                   // this is the last day of the term
    std::vector<TermEnd> overdue;               // late from some instant of this day on
    std::vector<TermEnd> start_missed;          // likewise, of a start window
    std::vector<Reminder> reminders;            // as they are issued
    std::vector<reminder::DigestIssued> mails;  // as they leave
    std::vector<OtherEvent> events;
    std::vector<std::string> troubles;  // for a person, loudly
};

}  // namespace dunghan::forecast
