// What can be wished of a task. Each carries what decide() needs; when it happened and who asked
// travel beside it in runtime/request.h.
#pragma once

#include "engine/task/event.h"

namespace dunghan::task {

struct Assign {
    Assigned content;
};

// No event when the task is already so described, rated, …: repeating a wish changes nothing.
struct Describe {
    Description description;
};

struct SetDeadline {
    DeadlineSet content;
};

struct ReportProgress {
    ProgressReported content;
};

struct MeetMilestone {
    MilestoneMet content;
};

struct AddEvidence {
    Evidence evidence;
};

struct WaitOn {
    WaitingOnSet content;
};

struct Rate {
    Rated content;
};

struct RequestExtension {
    ExtensionRequested content;
};

struct GrantExtension {
    ExtensionGranted content;
};

struct RefuseExtension {
    ExtensionRefused content;
};

struct Cancel {
    Cancelled content;
};

// From the scheduler. Refused when the task has moved on since the rungs were found.
struct IssueReminder {
    ReminderIssued content;
};

using Command = std::variant<
    Assign,
    Describe,
    SetDeadline,
    ReportProgress,
    MeetMilestone,
    AddEvidence,
    WaitOn,
    Rate,
    RequestExtension,
    GrantExtension,
    RefuseExtension,
    Cancel,
    IssueReminder>;

}  // namespace dunghan::task
