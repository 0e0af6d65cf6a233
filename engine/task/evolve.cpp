#include "engine/task/evolve.h"

#include <algorithm>
#include <tuple>
#include <type_traits>

#include "engine/directory/recipient.h"

namespace dunghan::task {
namespace {

template <class T>
bool earlier(const Dated<T>& a, const Dated<T>& b) {
    return is_newer(b, a);
}

// Somebody said something of the work itself. To be told, to have read it or to be left in peace
// is none.
bool is_report(const Event& event) {
    return !std::holds_alternative<ReminderIssued>(event) &&
           !std::holds_alternative<ReminderAcknowledged>(event) &&
           !std::holds_alternative<Silenced>(event);
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

    // What is told together with a broken promise waited for the same rest, however long ago it was
    // planned: when it was told must be known, or it would seem to be what the promise answered.
    void operator()(const ReminderIssued& event) {
        const bool after_rest = std::ranges::any_of(event.reached, [](const RungReached& rung) {
            return !rung.promise.empty();
        });
        for (const RungReached& rung : event.reached) {
            if (!event.muted_by.empty()) {
                mark(state_.course.edit().muted, rung, event.slot);
            } else if (rung.holder.empty() && !after_rest) {
                mark(state_.reminders, mark_of(rung));
            } else {
                mark(state_.course.edit().apart, rung, event.slot);
            }
            for (const std::string& recipient : rung.recipients) {
                tell(event, rung, recipient);
            }
        }
        for (const Unresolved& missing : event.unresolved) {
            if (missing.role == Role::holder || missing.role == Role::appraiser) {
                remember({recipient_from(missing.instead).agency, missing.of});
            }
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

    static ReminderMark mark_of(const RungReached& rung) {
        return {rung.milestone, rung.anchor, rung.rung, rung.occurrence, rung.planned};
    }

    // The mark planned last stays.
    static void mark(std::vector<ReminderMark>& marks, const ReminderMark& next) {
        const auto key = [](const ReminderMark& mark) {
            return std::tie(mark.milestone, mark.anchor);
        };
        const auto place = std::ranges::lower_bound(marks, key(next), {}, key);
        if (place == marks.end() || key(next) < key(*place)) {
            marks.insert(place, next);
        } else if (place->planned < next.planned) {
            *place = next;
        }
    }

    static void mark(std::vector<HolderMark>& marks, const RungReached& rung, Instant slot) {
        const HolderMark next{rung.holder, mark_of(rung), slot};
        const auto key = [](const HolderMark& mark) {
            return std::tie(mark.mark.milestone, mark.mark.anchor, mark.holder);
        };
        const auto place = std::ranges::lower_bound(marks, key(next), {}, key);
        if (place == marks.end() || key(next) < key(*place)) {
            marks.insert(place, next);
        } else if (place->mark.planned < next.mark.planned) {
            *place = next;
        }
    }

    // A substitute was told in the place of others, everybody else for their own agency. Whom a
    // rung without roles told, the holders say.
    void tell(const ReminderIssued& event, const RungReached& rung, const std::string& recipient) {
        const std::string agency = recipient_from(recipient).agency;
        bool stands_in = false;
        for (const Delegated& delegated : event.delegated) {
            if (delegated.to == recipient) {
                stands_in = true;
                remember({agency, delegated.from});
            }
        }
        if (!stands_in && !rung.to.empty()) {
            remember({agency, agency});
        }
    }

    void remember(const Told& told) {
        auto& known = state_.course.edit().told;
        const auto place = std::ranges::lower_bound(known, told);
        if (place == known.end() || *place != told) {
            known.insert(place, told);
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
    if (is_report(event)) {
        state.last_update = std::max(state.last_update, envelope.occurred_at);
    }
    std::visit(Fold(state, envelope), event);
}

}  // namespace dunghan::task
