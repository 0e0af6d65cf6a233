// Folds events into the views. Live and rebuilt views are the work of this one class, fed with the
// same events in the same order: so they are equal, octet for octet, however the events were
// grouped.
//
// Changes gather in memory; reads see them; drain() hands them over for one batch. Not thread-safe.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/calendar/calendars.h"
#include "engine/codec/event.h"
#include "engine/codec/rows.h"
#include "engine/definition/definitions.h"
#include "engine/event/envelope.h"
#include "engine/policy/policies.h"
#include "engine/port/store.h"
#include "engine/series/state.h"

namespace dunghan {

// The row of View::notice that is there while the outbox is held: the payload of outbox_held.
inline constexpr std::string_view outbox_notice = "outbox";

class Projector {
 public:
    // Reads rows from `base`, which must outlive it.
    explicit Projector(const Store& base) : base_(base) {}

    // Loads policy, directory, calendars, definitions and officers from the views. Call once before
    // the rest.
    [[nodiscard]] Result<void> load();

    // Errors are those of the store, and corruption for a row that cannot be read.
    [[nodiscard]] Result<void> apply(const Envelope& envelope, const Event& event);

    // Every change since the last drain, one per (view, key).
    [[nodiscard]] std::vector<ViewChange> drain();

    // Lets go of the rows read so far. Only after drain(), when nothing is changed.
    void forget() { tasks_.clear(); }

    // Rows in memory, changed or only read: what drain() bounds.
    [[nodiscard]] std::size_t held() const {
        return tasks_.size() + digests_.size() + pending_.size() + notices_.size();
    }

    // The state with all applied events. Valid until the next call of apply() or drain().
    [[nodiscard]] Result<const task::State*> task(const StreamId& stream);
    [[nodiscard]] Result<reminder::State> digest(const StreamId& stream);
    [[nodiscard]] person::State person(const StreamId& stream) const;
    [[nodiscard]] endpoint::State endpoint(const StreamId& stream) const;
    [[nodiscard]] Result<std::optional<std::string>> notice(const std::string& key) const;

    // The default one: of everything that no definition names another for.
    [[nodiscard]] const std::optional<Policy>& policy() const { return policy_; }

    [[nodiscard]] const Policies& policies() const { return policies_; }

    // The policy that reminds of a task: its definition's, else the default one. Good until the
    // next apply(); null while none is published.
    [[nodiscard]] PolicyInForce policy_of(const task::State& state) const;

    // Of a reminder: "statutory/2" is that policy in its newest version, one nobody publishes any
    // more the default one.
    [[nodiscard]] PolicyInForce policy_labelled(std::string_view label) const;

    [[nodiscard]] const Directory& directory() const { return directory_; }

    // The newest version of each; resolved() answers for one with its layers.
    [[nodiscard]] const Calendars& calendars() const { return calendars_; }

    [[nodiscard]] const Definitions& definitions() const { return definitions_; }

    // All that were ever created, by stream id.
    [[nodiscard]] const std::map<std::string, endpoint::State>& endpoints() const {
        return endpoints_;
    }

    // By stream id; null: never published. Good until the next apply().
    [[nodiscard]] const series::State* series(const StreamId& stream) const;

    // Who answers for an agency and has an address: person ids by agency. Of several the one
    // described last, of two at one instant the later id.
    [[nodiscard]] std::map<std::string, std::string> officers() const;

 private:
    struct TaskEntry {
        TaskRow row;
        std::optional<Instant> stored_wake;   // the key in View::due as last drained
        std::optional<Instant> stored_timer;  // likewise in View::timer
        // Next rung of the state as it stands, under the rules of that number; 0: not known.
        std::optional<Instant> rung;
        std::uint64_t rung_rules = 0;
        bool dirty = false;
    };

    struct DigestEntry {
        reminder::State state;
        std::optional<Instant> stored_due;  // the key in View::outbox as last drained
        bool dirty = false;
    };

    struct SeriesEntry {
        series::State state;
        std::optional<Instant> stored_timer;  // the key in View::timer as last drained
    };

    friend struct ApplyEvent;

    Result<TaskEntry*> entry(const StreamId& stream);
    Result<DigestEntry*> digest_entry(const StreamId& stream);
    Result<void> apply_task(const Envelope& envelope, const task::Event& event);
    Result<void> apply_digest(const Envelope& envelope, const reminder::Event& event);
    Result<void> apply_person(const Envelope& envelope, const person::Event& event);
    Result<void> apply_endpoint(const Envelope& envelope, const endpoint::Event& event);
    Result<void> load_endpoints();
    Result<void> load_calendars();
    Result<void> load_policies();
    Result<void> load_persons();
    Result<void> load_definitions();
    Result<std::optional<PendingRow>*> pending_row(const std::string& key);
    Result<void> load_series();
    void apply_series(const StreamId& stream, const SeriesPublished& event);
    void apply_series(const StreamId& stream, const PeriodOpened& event);
    void apply_series(const StreamId& stream, const PeriodStopped& event);
    void go_on(const StreamId& stream, series::State& state);
    void try_stopped_series_again();
    void retime_series();
    [[nodiscard]] std::optional<Instant> timer_of_series(const series::State& state) const;
    Result<void> remind(const StreamId& stream, const task::ReminderIssued& event);
    Result<void> forget_pending(const reminder::DigestIssued& told);
    Result<void> take_over(const std::string& stream, PolicyPublished content);
    // Looks again at every task of those policies.
    Result<void> replan(Instant recorded_at, const std::set<std::string>& policies);
    void wake(TaskEntry& entry, Instant recorded_at);
    void touch(const StreamId& stream, TaskEntry& entry);
    void drain_tasks(std::vector<ViewChange>& changes);
    void drain_digests(std::vector<ViewChange>& changes);
    void drain_series(std::vector<ViewChange>& changes);

    const Store& base_;
    std::optional<Policy> policy_;
    Directory directory_;
    Calendars calendars_;
    Definitions definitions_;
    Policies policies_;
    std::uint64_t rules_number_ = 0;  // counts what was published of policies and their calendars
    // Entries are large: apart from the table they do not stand between those who look for others.
    std::unordered_map<std::string, std::unique_ptr<TaskEntry>> tasks_;
    std::vector<std::string> dirty_tasks_;
    std::map<std::string, DigestEntry> digests_;
    std::map<std::string, person::State> persons_;  // all of them, by stream: they are few
    std::set<std::string> dirty_persons_;
    std::map<std::string, endpoint::State> endpoints_;  // all of them, by stream: they are few
    std::set<std::string> dirty_endpoints_;
    std::map<std::string, SeriesEntry> series_;  // all of them, by stream: they are few
    std::set<std::string> dirty_series_;         // whose timer may have moved
    std::map<std::string, std::optional<PendingRow>> pending_;
    std::map<std::string, std::optional<std::string>> notices_;
};

// The task's key in View::timer: when something happens to it by itself.
[[nodiscard]] std::optional<Instant> timer_of(const task::State& state);

// When the scheduler must look at a task again: the slot of its next rung. A rung already reached
// waits for the first slot after the event was recorded, never one that has passed; a wake that was
// due before the event stays due, also when its rung moved to a later one that is past as well.
[[nodiscard]] std::optional<Instant> wake_of(
    const task::State& state,
    const PolicyInForce& rules,
    Instant recorded_at,
    std::optional<Instant> previous
);

// The same for a next rung that is known already.
[[nodiscard]] std::optional<Instant> wake_of_rung(
    std::optional<Instant> rung,
    const PolicyInForce& rules,
    Instant recorded_at,
    std::optional<Instant> previous
);

}  // namespace dunghan
