// What can have happened to a task. Facts only: nothing here is computed from a clock.
// Payloads: schemas/events/, docs/formats/event_log.md
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/instant.h"
#include "engine/deadline/milestone.h"
#include "engine/deadline/term.h"
#include "engine/directory/party.h"
#include "engine/directory/role.h"

namespace dunghan::task {

// DO NOT CHANGE THE VALUES of these enums: they are stored in views.
enum class Kind : std::uint8_t { plan_task = 1, dossier = 2, report = 3 };
enum class Progress : std::uint8_t {
    not_started = 1,
    in_progress = 2,
    submitted = 3,
    completed = 4
};

[[nodiscard]] std::string_view to_text(Kind kind);          // "task", "dossier", "report"
[[nodiscard]] std::string_view to_text(Progress progress);  // "not_started", …
[[nodiscard]] std::optional<Kind> kind_from(std::string_view text);
[[nodiscard]] std::optional<Progress> progress_from(std::string_view text);

struct Description {
    std::string title;
    std::string item;     // title of the numbered item a sub-row stands under; else empty
    std::string section;  // heading of the part of the plan; for reports the period "2022-10"
    std::vector<Party> holders;
    std::vector<Party> partners;  // "Cơ quan phối hợp"
    std::string level;            // security level of a dossier; else empty
    bool operator==(const Description&) const = default;
};

// A document that proves something.
struct Evidence {
    std::string issuer;  // as printed: "UBND tỉnh"
    std::string number;  // "2180/QĐ-UBND"
    std::string date;    // "2022-08-05", empty when not printed
    std::string note;
    bool operator==(const Evidence&) const = default;
};

// occurred_at: when it was assigned.
struct Assigned {
    Kind kind = Kind::plan_task;
    std::string code;  // "2.8", "6.6#3", "hs-so-du-lich", "bc-2022-10-so-du-lich"
    Description description;
    std::vector<Milestone> milestones;
    bool operator==(const Assigned&) const = default;
};

// The wording, the holders or the partners are no longer what they were.
struct Described {
    Description description;
    bool operator==(const Described&) const = default;
};

// A plan sets other deadlines than before. Not an extension: that is granted, see below.
struct DeadlineSet {
    std::vector<Milestone> milestones;
    std::string reason;
    std::string basis;
    bool operator==(const DeadlineSet&) const = default;
};

struct ProgressReported {
    Progress progress = Progress::not_started;
    std::string stage;      // the workflow's own state: "appraising", "failed"; empty: none
    std::string note;       // the result as printed
    bool observed = false;  // true: seen to be so at occurred_at, begun at an unknown time before
    bool operator==(const ProgressReported&) const = default;
};

struct MilestoneMet {
    std::uint32_t milestone = 0;  // index from 0
    std::string note;
    bool operator==(const MilestoneMet&) const = default;
};

struct EvidenceAdded {
    Evidence evidence;
    bool operator==(const EvidenceAdded&) const = default;
};

// Who holds the ball. Reminders go there until it is set to nobody.
struct WaitingOnSet {
    std::optional<Party> party;
    std::string reason;
    bool operator==(const WaitingOnSet&) const = default;
};

// The office's own judgement: a fact of its own, never computed.
struct Rated {
    std::string code;  // as printed: "ĐTH-T", "Trễ hạn"; for reports "filed" or "missing"
    std::string rated_by;
    std::string confirmed_by;
    std::string reason;
    bool operator==(const Rated&) const = default;
};

// Moves nothing. `until` is as printed ("năm 2023").
struct ExtensionRequested {
    std::uint32_t milestone = 0;
    std::string until;
    std::string reason;
    bool operator==(const ExtensionRequested&) const = default;
};

// Granted before the due instant it moves it; granted after, "was overdue" stays.
struct ExtensionGranted {
    std::uint32_t milestone = 0;
    std::string until;  // as printed
    Instant due_before;
    std::string basis;
    std::string reason;
    bool operator==(const ExtensionGranted&) const = default;
};

struct ExtensionRefused {
    std::uint32_t milestone = 0;
    std::string basis;
    std::string reason;
    bool operator==(const ExtensionRefused&) const = default;
};

struct Cancelled {
    std::string reason;
    std::string basis;
    bool operator==(const Cancelled&) const = default;
};

// One rung of the ladder that was reached: the reminder of one anchor of the task. Recipients are
// ids of agencies ("so-du-lich"), of their people ("so-du-lich:head", "person:cb-017") or
// "committee", resolved when it was issued.
struct RungReached {
    std::string rung;              // id in the policy: "overdue-weekly"
    std::uint32_t occurrence = 0;  // 0 for the first, counts repeats
    std::int32_t milestone = -1;   // index; -1: the task as a whole (no update, report missing)
    Instant anchor;                // what the rung counts from
    Instant planned;               // when the rung was reached by the policy
    std::string holder{};          // Party::id: told of this one alone; empty: of all who hold it
    std::string promise{};  // the day that was promised and not kept: "2026-11-20"; empty: none
    std::vector<std::string> silent{};  // Party::id: told before, and nothing was heard since
    std::vector<Role> to{};             // whom the rung names; empty: whoever holds the ball
    std::vector<std::string> recipients{};
    bool operator==(const RungReached&) const = default;
};

// Rungs passed over because a later one of the same anchor was reached before anybody was told, or
// because somebody had promised a day.
struct RungsSuperseded {
    std::string rung;
    std::int32_t milestone = -1;
    std::uint32_t from = 0;  // occurrences from..to, both included
    std::uint32_t to = 0;
    std::string holder{};  // as in RungReached
    bool operator==(const RungsSuperseded&) const = default;
};

// A role that a rung names and nobody could be found for.
struct Unresolved {
    Role role = Role::holder;
    std::string of;       // Party::id of whose role it is
    std::string why;      // for people
    std::string instead;  // recipient: the next role up
    bool operator==(const Unresolved&) const = default;
};

// Who was told in the place of another: a substitute, or the agency it was merged into.
struct Delegated {
    std::string from;  // agency id
    std::string to;    // recipient
    bool operator==(const Delegated&) const = default;
};

// occurred_at = the slot.
struct ReminderIssued {
    Instant slot;
    std::string policy;  // name and version: "default/1"
    std::vector<RungReached> reached;
    std::vector<RungsSuperseded> superseded;
    std::vector<Unresolved> unresolved{};
    std::vector<Delegated> delegated{};
    // Stream id of the parent that is overdue itself: nobody is told, and the rungs stay as they
    // are until the parent is not. Empty: nobody mutes it.
    std::string muted_by{};
    // "completed", "cancelled": the task was closed before anybody was told of rungs that name
    // roles, and nobody will be. Empty: it is open.
    std::string overtaken_by{};
    bool operator==(const ReminderIssued&) const = default;
};

// It follows a definition from here on, in that version until it is migrated.
struct Bound {
    std::string definition;  // id
    std::uint32_t version = 1;
    std::string state;   // the initial one
    std::string parent;  // stream id of the task it is part of, which mutes it; empty: none
    std::string series;  // id of the series that made it; empty: none
    std::string period;  // of the series: "2026-11"
    bool operator==(const Bound&) const = default;
};

// A transition was taken. What it did besides (progress, terms, who is waited for) stands in the
// events recorded with it.
struct StateEntered {
    std::string transition;  // id in the definition
    std::string from;
    std::string to;
    std::string reason;
    std::string basis;
    bool deemed = false;  // nobody answered in time: taken by itself
    bool operator==(const StateEntered&) const = default;
};

// Terms are numbered among the milestones; those that a document printed lie below.
inline constexpr std::uint32_t first_term = 256;

struct TermStarted {
    std::uint32_t milestone = 0;
    TermRule rule;
    Reckoning reckoning;
    std::string deemed;  // the transition its end takes by itself; empty: its end is a due instant
    bool operator==(const TermStarted&) const = default;
};

enum class MoveCause : std::uint8_t {
    calendar = 1,   // another version of a calendar
    resumed = 2,    // the clock stood still for a while
    restarted = 3,  // counts from zero
    migrated = 4,   // another version of the definition
};

// Another end for a running term. An extension is granted instead, see above.
struct TermMoved {
    std::uint32_t milestone = 0;
    TermRule rule;
    Reckoning reckoning;
    MoveCause cause = MoveCause::calendar;
    std::string reason;
    std::string basis;
    bool operator==(const TermMoved&) const = default;
};

// Running terms stand still until the clock is resumed.
struct ClockSuspended {
    std::string reason;
    std::string basis;
    bool operator==(const ClockSuspended&) const = default;
};

struct ClockResumed {
    std::string reason;
    std::string basis;
    bool operator==(const ClockResumed&) const = default;
};

struct Migrated {
    std::string definition;
    std::uint32_t version = 1;
    std::string state;
    std::string reason;
    bool operator==(const Migrated&) const = default;
};

// Somebody who was reminded says "I know, by then": the ladder rests until that has proved untrue.
struct ReminderAcknowledged {
    std::string agency;   // id of who acknowledged
    std::string promise;  // the day: "2026-11-20"; empty: only that it was read
    Instant rests_until;  // from then on the ladder goes on, with the next rung
    std::string note;
    bool operator==(const ReminderAcknowledged&) const = default;
};

// Nobody is reminded until then.
struct Silenced {
    Instant until;  // at or before occurred_at: silence is over
    std::string reason;
    bool operator==(const Silenced&) const = default;
};

using Event = std::variant<
    Assigned,
    Described,
    DeadlineSet,
    ProgressReported,
    MilestoneMet,
    EvidenceAdded,
    WaitingOnSet,
    Rated,
    ExtensionRequested,
    ExtensionGranted,
    ExtensionRefused,
    Cancelled,
    ReminderIssued,
    Bound,
    StateEntered,
    TermStarted,
    TermMoved,
    ClockSuspended,
    ClockResumed,
    Migrated,
    ReminderAcknowledged,
    Silenced>;

}  // namespace dunghan::task
