#include "engine/projection/projector.h"

#include <algorithm>

#include "engine/access/stream.h"
#include "engine/escalation/plan.h"
#include "engine/reminder/evolve.h"
#include "engine/task/evolve.h"
#include "engine/task/workflow.h"

namespace dunghan {

std::optional<Instant> timer_of(const task::State& state) {
    const auto deemed = task::next_deemed(state);
    return deemed ? std::optional(deemed->at) : std::nullopt;
}

// One branch per kind of event: a new one does not compile until it has a place here.
struct ApplyEvent {
    Projector& projector;
    const Envelope& envelope;

    Result<void> keep(const std::string& key, const Event& event) const {
        projector.notices_[key] = encode_document(event);
        return {};
    }

    Result<void> operator()(const LogStarted& event) const { return keep("log", event); }

    Result<void> operator()(const DirectoryPublished& event) const {
        projector.directory_ = Directory(event);
        projector.try_stopped_series_again();
        return keep("directory", event);
    }

    Result<void> operator()(const PolicyPublished& event) const {
        return projector.take_over(envelope.stream.value, event)
            .and_then([&] {
                projector.try_stopped_series_again();
                projector.retime_series();
                return keep(envelope.stream.value, event);
            })
            .and_then([&] { return projector.replan(envelope.recorded_at, {event.name}); });
    }

    // What counts in it mails on other days.
    Result<void> operator()(const CalendarPublished& event) const {
        projector.calendars_.put(event);
        projector.try_stopped_series_again();
        const auto moved = projector.policies_.recount(projector.calendars_);
        if (!moved) {
            return tl::unexpected(moved.error());
        }
        projector.rules_number_ += moved->empty() ? 0 : 1;
        return keep(calendar_stream(event.id), event).and_then([&] {
            return moved->empty() ? Result<void>{} : projector.replan(envelope.recorded_at, *moved);
        });
    }

    Result<void> operator()(const CalendarApplied& event) const {
        return keep(applied_row(event.id), event);
    }

    // One row a version: running tasks stay on theirs.
    Result<void> operator()(const DefinitionPublished& event) const {
        projector.definitions_.add(event);
        projector.try_stopped_series_again();
        return keep(definition_row(event.id, event.version), event);
    }

    Result<void> operator()(const SeriesPublished& event) const {
        projector.apply_series(envelope.stream, event);
        return keep(envelope.stream.value, event);
    }

    Result<void> operator()(const PeriodOpened& event) const {
        projector.apply_series(envelope.stream, event);
        return keep(opened_row(event.series), event);
    }

    Result<void> operator()(const PeriodStopped& event) const {
        projector.apply_series(envelope.stream, event);
        return keep(stopped_row(event.series), event);
    }

    Result<void> operator()(const intake::CellSetAside& event) const {
        return keep(envelope.stream.value, event);
    }

    // One row a key, with the last that was said of it.
    Result<void> operator()(const LogKeyAdded& event) const {
        return keep("log key/" + event.key, event);
    }

    Result<void> operator()(const LogKeyRetired& event) const {
        return keep("log key/" + event.key, event);
    }

    // For whoever reads the log; no view depends on them.
    Result<void> operator()(const TailDiscarded&) const { return {}; }

    Result<void> operator()(const DataLossAccepted&) const { return {}; }

    Result<void> operator()(const task::Event& event) const {
        return projector.apply_task(envelope, event);
    }

    Result<void> operator()(const reminder::Event& event) const {
        return projector.apply_digest(envelope, event);
    }

    // Held while the row is there.
    Result<void> operator()(const reminder::OutboxHeld& event) const {
        return keep(std::string(outbox_notice), event);
    }

    Result<void> operator()(const reminder::OutboxReleased&) const {
        projector.notices_[std::string(outbox_notice)].reset();
        return {};
    }

    Result<void> operator()(const person::Event& event) const {
        return projector.apply_person(envelope, event);
    }

    // One row a token: that it was created, then that it was revoked.
    Result<void> operator()(const access::TokenCreated& event) const {
        return keep(access::token_stream(event.token.id).value, event);
    }

    Result<void> operator()(const access::TokenRevoked& event) const {
        return keep(access::token_stream(event.id).value, event);
    }

    // For whoever reads the log; nothing depends on it.
    Result<void> operator()(const access::AccessDenied&) const { return {}; }

    Result<void> operator()(const endpoint::Event& event) const {
        return projector.apply_endpoint(envelope, event);
    }
};

Result<void> Projector::apply(const Envelope& envelope, const Event& event) {
    return std::visit(ApplyEvent{*this, envelope}, event);
}

Result<const task::State*> Projector::task(const StreamId& stream) {
    return entry(stream).map([](const TaskEntry* found) -> const task::State* {
        return &found->row.state;
    });
}

Result<reminder::State> Projector::digest(const StreamId& stream) {
    return digest_entry(stream).map([](const DigestEntry* found) { return found->state; });
}

Result<std::optional<std::string>> Projector::notice(const std::string& key) const {
    const auto changed = notices_.find(key);
    if (changed != notices_.end()) {
        return changed->second;
    }
    return base_.get(View::notice, key);
}

Result<Projector::TaskEntry*> Projector::entry(const StreamId& stream) {
    const auto known = tasks_.find(stream.value);
    if (known != tasks_.end()) {
        return known->second.get();
    }
    const auto bytes = base_.get(View::task, stream.value);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    auto fresh = std::make_unique<TaskEntry>();
    if (*bytes) {
        auto row = decode_task_row(**bytes);
        if (!row) {
            return tl::unexpected(row.error());
        }
        fresh->row = std::move(*row);
        fresh->stored_wake = fresh->row.wake;
        fresh->stored_timer = timer_of(fresh->row.state);
    }
    return tasks_.emplace(stream.value, std::move(fresh)).first->second.get();
}

Result<Projector::DigestEntry*> Projector::digest_entry(const StreamId& stream) {
    const auto known = digests_.find(stream.value);
    if (known != digests_.end()) {
        return &known->second;
    }
    const auto bytes = base_.get(View::digest, stream.value);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    DigestEntry fresh;
    if (*bytes) {
        auto state = decode_digest_row(**bytes);
        if (!state) {
            return tl::unexpected(state.error());
        }
        fresh.state = std::move(*state);
        if (fresh.state.delivery == reminder::Delivery::owed ||
            fresh.state.delivery == reminder::Delivery::claimed) {
            fresh.stored_due = fresh.state.next_attempt;
        }
    }
    return &digests_.emplace(stream.value, std::move(fresh)).first->second;
}

// Finding the next rung is the larger part of a fold, and most events leave it where it was.
void Projector::wake(TaskEntry& entry, Instant recorded_at) {
    const bool known = entry.rung_rules == rules_number_;
    if (known && (!entry.rung || *entry.rung > recorded_at)) {
        return;  // as it was then: no rung, or the slot of one that has not come
    }
    const PolicyInForce rules = policy_of(entry.row.state);
    if (!rules) {
        return;
    }
    if (!known) {
        entry.rung = escalation::next_rung(entry.row.state, *rules.policy, *rules.calendar);
        entry.rung_rules = rules_number_;
    }
    entry.row.wake = wake_of_rung(entry.rung, rules, recorded_at, entry.row.wake);
}

void Projector::touch(const StreamId& stream, TaskEntry& entry) {
    if (!entry.dirty) {
        entry.dirty = true;
        dirty_tasks_.push_back(stream.value);
    }
}

Result<void> Projector::apply_task(const Envelope& envelope, const task::Event& event) {
    const auto found = entry(envelope.stream);
    if (!found) {
        return tl::unexpected(found.error());
    }
    TaskEntry& entry = **found;
    if (escalation::may_move_rungs(entry.row.state, event)) {
        entry.rung_rules = 0;
    }
    task::evolve(entry.row.state, envelope, event);
    wake(entry, envelope.recorded_at);
    touch(envelope.stream, entry);
    const auto* reminder = std::get_if<task::ReminderIssued>(&event);
    return reminder ? remind(envelope.stream, *reminder) : Result<void>{};
}

Result<void> Projector::apply_digest(const Envelope& envelope, const reminder::Event& event) {
    const auto found = digest_entry(envelope.stream);
    if (!found) {
        return tl::unexpected(found.error());
    }
    reminder::evolve((*found)->state, envelope, event);
    (*found)->dirty = true;
    const auto* issued = std::get_if<reminder::DigestIssued>(&event);
    return issued ? forget_pending(*issued) : Result<void>{};
}

}  // namespace dunghan
