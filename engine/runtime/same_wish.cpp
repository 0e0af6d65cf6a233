#include "engine/runtime/same_wish.h"

#include <algorithm>

namespace dunghan {
namespace {

using namespace task;
using Recorded = std::vector<task::Event>;

template <class T>
const T* first_of(const Recorded& recorded) {
    for (const task::Event& event : recorded) {
        if (const auto* found = std::get_if<T>(&event)) {
            return found;
        }
    }
    return nullptr;
}

template <class T>
bool is_said(const T& said, const T& recorded) {
    return said == T{} || said == recorded;
}

struct Asks {
    const Recorded& recorded;

    // Its content is its event.
    template <class Wish>
    bool operator()(const Wish& wish) const {
        return recorded.front() == task::Event(wish.content);
    }

    bool operator()(const Describe& wish) const {
        return recorded.front() == task::Event(Described{wish.description});
    }

    bool operator()(const AddEvidence& wish) const {
        return recorded.front() == task::Event(EvidenceAdded{wish.evidence});
    }

    bool operator()(const Bind& wish) const {
        const auto* bound = first_of<Bound>(recorded);
        const Bound& said = wish.content;
        return bound != nullptr && bound->definition == said.definition &&
               is_said(said.version, bound->version) && is_said(said.state, bound->state) &&
               bound->parent == said.parent && bound->series == said.series &&
               bound->period == said.period;
    }

    bool operator()(const TakeTransition& wish) const {
        const auto* entered = first_of<StateEntered>(recorded);
        const bool same = entered != nullptr && !entered->deemed &&
                          entered->transition == wish.transition &&
                          entered->reason == wish.reason && entered->basis == wish.basis;
        return same && said_with(wish);
    }

    bool operator()(const TakeDeemed& wish) const {
        const auto* entered = first_of<StateEntered>(recorded);
        return entered != nullptr && entered->deemed && entered->transition == wish.transition;
    }

    bool operator()(const ResumeClock& wish) const {
        const auto* resumed = first_of<ClockResumed>(recorded);
        return resumed != nullptr && *resumed == wish.content;
    }

    bool operator()(const RestartTerm& wish) const {
        const auto* moved = first_of<TermMoved>(recorded);
        return moved != nullptr && moved->cause == MoveCause::restarted &&
               moved->milestone == wish.milestone && moved->reason == wish.reason &&
               moved->basis == wish.basis;
    }

    bool operator()(const Migrate& wish) const {
        const auto* migrated = first_of<Migrated>(recorded);
        const Migrated& said = wish.content;
        return migrated != nullptr && migrated->definition == said.definition &&
               is_said(said.version, migrated->version) && is_said(said.state, migrated->state) &&
               migrated->reason == said.reason;
    }

    bool operator()(const ReckonTerms& wish) const {
        const auto* moved = first_of<TermMoved>(recorded);
        return moved != nullptr && moved->cause == MoveCause::calendar &&
               moved->reason == wish.reason;
    }

    // Who was told in the place of others answers for them: then the log names those alone.
    bool operator()(const Acknowledge& wish) const {
        const auto* answered = first_of<ReminderAcknowledged>(recorded);
        return answered != nullptr && answered->promise == wish.content.promise &&
               answered->note == wish.content.note;
    }

 private:
    // What a transition was given besides: its note, a document, whom it goes to.
    bool said_with(const TakeTransition& wish) const {
        const auto* report = first_of<ProgressReported>(recorded);
        const auto* evidence = first_of<EvidenceAdded>(recorded);
        const auto* waiting = first_of<WaitingOnSet>(recorded);
        const bool same_note = report == nullptr || report->note == wish.note;
        const bool same_evidence = wish.evidence
                                       ? evidence != nullptr && evidence->evidence == *wish.evidence
                                       : evidence == nullptr;
        const bool same_party =
            !wish.next_holder || waiting == nullptr || waiting->party == wish.next_holder;
        return same_note && same_evidence && same_party;
    }
};

}  // namespace

bool is_same_wish(const task::Command& wish, const std::vector<task::Event>& recorded) {
    return std::visit(Asks{recorded}, wish);
}

}  // namespace dunghan
