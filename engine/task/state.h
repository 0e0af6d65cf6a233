// A task as its events tell it. Every fact keeps when it occurred; the newest occurrence wins, and
// of two at one instant the later recorded. So folding events in any order gives one state, and
// "as of T" is the same fold over the events that had occurred by T.
#pragma once

#include <map>

#include "engine/base/boxed.h"
#include "engine/base/ids.h"
#include "engine/task/event.h"

namespace dunghan::task {

// One fact with the place it came from. `version` 0: never stated.
template <class T>
struct Dated {
    T value{};
    Instant occurred_at;
    StreamVersion version;

    [[nodiscard]] bool stated() const { return version.value != 0; }

    bool operator==(const Dated&) const = default;
};

// The newer occurrence, of two at one instant the later recorded. What was never stated is older
// than everything.
template <class A, class B>
[[nodiscard]] bool is_newer(const Dated<A>& a, const Dated<B>& b) {
    if (!a.stated() || !b.stated()) {
        return a.stated();
    }
    return a.occurred_at != b.occurred_at ? a.occurred_at > b.occurred_at : a.version > b.version;
}

// The latest reminder of one anchor: rungs planned up to `planned` are dealt with.
struct ReminderMark {
    std::int32_t milestone = -1;
    Instant anchor;
    std::string rung;
    std::uint32_t occurrence = 0;
    Instant planned;
    bool operator==(const ReminderMark&) const = default;
};

// The latest reminder of one holder alone, or with the news that a promise was broken.
struct HolderMark {
    std::string holder;  // as in RungReached
    ReminderMark mark;
    Instant slot;  // in which it was told
    bool operator==(const HolderMark&) const = default;
};

// Who was told something, and in whose place.
struct Told {
    std::string agency;  // "so-du-lich", "person:cb-017", "committee"
    std::string of;      // agency id; the same: its own
    auto operator<=>(const Told&) const = default;
};

// A term and where it went. In force is the later of the two, moved again by extensions.
struct Term {
    Dated<TermStarted> started;
    Dated<TermMoved> moved;
    bool operator==(const Term&) const = default;
};

// What most tasks do not have: a place in a definition, terms of it, and answers to reminders.
// Read by workflow.h and milestones.h.
struct Course {
    Dated<Bound> bound;
    Dated<StateEntered> entered;          // the latest
    Dated<Migrated> migrated;             // the latest
    std::map<std::uint32_t, Term> terms;  // by milestone number, from first_term on
    Dated<ClockSuspended> suspended;      // the latest
    Dated<ClockResumed> resumed;          // the latest
    std::vector<Dated<ReminderAcknowledged>> acknowledged;  // the latest of each agency, by agency
    Dated<Silenced> silenced;                               // the latest
    // One per anchor and holder, by (milestone, anchor, holder).
    std::vector<HolderMark> apart;
    std::vector<HolderMark> muted;  // reached while the parent was overdue: told nobody
    std::vector<Told> told;  // of rungs that name roles, and in another's place; ascending, once
    bool operator==(const Course&) const = default;
};

struct State {
    StreamVersion version;  // 0: no such task
    Kind kind = Kind::plan_task;
    std::string code;
    Instant assigned_at;
    Instant last_occurred;  // newest occurred_at and recorded_at of all its events: a reader at or
    Instant last_recorded;  // after both may use this state as it is
    Instant last_update;    // newest occurred_at of a fact somebody reported (no reminders)

    Dated<Description> description;
    Dated<std::vector<Milestone>> milestones;
    Dated<ProgressReported> progress;    // the latest
    Dated<ProgressReported> submission;  // the latest that said `submitted`
    Dated<ProgressReported> open;        // the latest that said not_started or in_progress
    Dated<WaitingOnSet> waiting_on;
    Dated<Rated> rating;
    Dated<Cancelled> cancelled;
    std::map<std::uint32_t, Dated<MilestoneMet>> met;              // by milestone
    std::vector<Dated<Evidence>> evidence;                         // by (occurred_at, version)
    std::map<std::uint32_t, Dated<ExtensionRequested>> requested;  // latest, by milestone
    std::map<std::uint32_t, Dated<ExtensionRefused>> refused;      // latest, by milestone
    std::vector<Dated<ExtensionGranted>> granted;                  // by (occurred_at, version)
    std::vector<ReminderMark> reminders;  // one per anchor, by (milestone, anchor)

    Boxed<Course> course;  // of a task that follows a definition, or that somebody answered for

    // False also "as of" an instant before it was assigned, even if older facts are known.
    [[nodiscard]] bool exists() const { return !code.empty(); }

    bool operator==(const State&) const = default;
};

}  // namespace dunghan::task
