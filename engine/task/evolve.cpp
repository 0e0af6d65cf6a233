#include "engine/task/evolve.h"

#include <algorithm>
#include <type_traits>

namespace dunghan::task {
namespace {

template <class T>
bool earlier(const Dated<T>& a, const Dated<T>& b) {
    return is_newer(b, a);
}

class Fold {
 public:
    Fold(State& state, const Envelope& envelope) : state_(state), envelope_(envelope) {}

    void operator()(const Assigned& event) {
        state_.kind = event.kind;
        state_.code = event.code;
        state_.assigned_at = envelope_.occurred_at;
        settle(state_.description, event.description);
        settle(state_.milestones, event.milestones);
    }

    void operator()(const Described& event) { settle(state_.description, event.description); }

    void operator()(const DeadlineSet& event) { settle(state_.milestones, event.milestones); }

    void operator()(const ProgressReported& event) {
        settle(state_.progress, event);
        switch (event.progress) {
            case Progress::not_started:
            case Progress::in_progress: settle(state_.open, event); break;
            case Progress::submitted: settle(state_.submission, event); break;
            case Progress::completed: break;
        }
    }

    void operator()(const MilestoneMet& event) { settle(state_.met[event.milestone], event); }

    void operator()(const EvidenceAdded& event) { insert(state_.evidence, event.evidence); }

    void operator()(const WaitingOnSet& event) { settle(state_.waiting_on, event); }

    void operator()(const Rated& event) { settle(state_.rating, event); }

    void operator()(const ExtensionRequested& event) {
        settle(state_.requested[event.milestone], event);
    }

    void operator()(const ExtensionGranted& event) { insert(state_.granted, event); }

    void operator()(const ExtensionRefused& event) {
        settle(state_.refused[event.milestone], event);
    }

    void operator()(const Cancelled& event) { settle(state_.cancelled, event); }

    void operator()(const ReminderIssued& event) {
        for (const RungReached& rung : event.reached) {
            mark(rung);
        }
    }

    void operator()(const Bound& event) { settle(state_.course.edit().bound, event); }

    void operator()(const StateEntered& event) { settle(state_.course.edit().entered, event); }

    void operator()(const TermStarted& event) {
        settle(state_.course.edit().terms[event.milestone].started, event);
    }

    void operator()(const TermMoved& event) {
        settle(state_.course.edit().terms[event.milestone].moved, event);
    }

    void operator()(const ClockSuspended& event) { settle(state_.course.edit().suspended, event); }

    void operator()(const ClockResumed& event) { settle(state_.course.edit().resumed, event); }

    void operator()(const Migrated& event) { settle(state_.course.edit().migrated, event); }

    void operator()(const ReminderAcknowledged& event) {
        auto& known = state_.course.edit().acknowledged;
        auto place = std::ranges::lower_bound(known, event.agency, {}, [](const auto& fact) {
            return fact.value.agency;
        });
        if (place == known.end() || place->value.agency != event.agency) {
            place = known.emplace(place);
        }
        settle(*place, event);
    }

    void operator()(const Silenced& event) { settle(state_.course.edit().silenced, event); }

 private:
    template <class T>
    Dated<T> dated(const T& value) const {
        return {value, envelope_.occurred_at, envelope_.version};
    }

    // The newest occurrence wins; of two at one instant the later recorded.
    template <class T>
    void settle(Dated<T>& fact, const T& value) {
        Dated<T> next = dated(value);
        if (!fact.stated() || earlier(fact, next)) {
            fact = std::move(next);
        }
    }

    template <class T>
    void insert(std::vector<Dated<T>>& facts, const T& value) {
        Dated<T> next = dated(value);
        const auto place = std::upper_bound(facts.begin(), facts.end(), next, earlier<T>);
        facts.insert(place, std::move(next));
    }

    void mark(const RungReached& rung) {
        const ReminderMark next{
            rung.milestone, rung.anchor, rung.rung, rung.occurrence, rung.planned};
        const auto before = [](const ReminderMark& a, const ReminderMark& b) {
            return a.milestone != b.milestone ? a.milestone < b.milestone : a.anchor < b.anchor;
        };
        const auto place =
            std::lower_bound(state_.reminders.begin(), state_.reminders.end(), next, before);
        if (place == state_.reminders.end() || before(next, *place)) {
            state_.reminders.insert(place, next);
        } else if (place->planned < next.planned) {
            *place = next;
        }
    }

    State& state_;
    const Envelope& envelope_;
};

}  // namespace

void evolve(State& state, const Envelope& envelope, const Event& event) {
    state.version = std::max(state.version, envelope.version);
    state.last_occurred = std::max(state.last_occurred, envelope.occurred_at);
    state.last_recorded = std::max(state.last_recorded, envelope.recorded_at);
    if (!std::holds_alternative<ReminderIssued>(event)) {
        state.last_update = std::max(state.last_update, envelope.occurred_at);
    }
    std::visit(Fold(state, envelope), event);
}

}  // namespace dunghan::task
