// What can be wished of a task. Each carries what decide() needs; when it happened and who asked
// travel beside it in runtime/request.h.
#pragma once

#include "engine/directory/role.h"
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

// Follow a definition from its initial state on. Of `content` the definition, its version, parent,
// series and period count; the state is the definition's. No version (0): the one the rules give.
struct Bind {
    Bound content;
    // What the terms that begin with it count from; nothing: from when it is bound.
    std::optional<Instant> anchor{};
};

// Take a transition. `as` is what the actor is for this task; the coordinator may stand for
// everybody but the engine.
struct TakeTransition {
    std::string transition;
    Role as = Role::coordinator;
    std::string reason;
    std::string basis;
    std::string note;
    std::optional<Evidence> evidence;
    std::optional<Party> next_holder;
};

// From the scheduler: nobody answered in time. Refused when somebody has, or the time moved.
struct TakeDeemed {
    std::uint32_t milestone = 0;
    std::string transition;
};

struct SuspendClock {
    ClockSuspended content;
};

struct ResumeClock {
    ClockResumed content;
};

// The term counts anew, from occurred_at.
struct RestartTerm {
    std::uint32_t milestone = first_term;
    std::string reason;
    std::string basis;
};

// Another version of the definition, or another definition. An empty state: the one of the same
// name.
struct Migrate {
    Migrated content;
};

// Running terms, reckoned with the calendar of today.
struct ReckonTerms {
    std::string reason;  // "vn/4"
};

// Of `content` the agency, the promise and the note count; how long the ladder rests is settled.
// Who was told in the place of others answers for them too.
struct Acknowledge {
    ReminderAcknowledged content;
};

struct Silence {
    Silenced content;
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
    IssueReminder,
    Bind,
    TakeTransition,
    TakeDeemed,
    SuspendClock,
    ResumeClock,
    RestartTerm,
    Migrate,
    ReckonTerms,
    Acknowledge,
    Silence>;

}  // namespace dunghan::task
