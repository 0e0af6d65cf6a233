#include "engine/task/entering.h"

namespace dunghan::task {

// Nobody: the holders themselves are waited for.
std::optional<Party> Entering::ball(const TakeTransition& taken) const {
    if (taken.next_holder) {
        return taken.next_holder;
    }
    switch (entered_.ball) {
        case Role::coordinator: return Party{PartyKind::agency, rules_.coordinator};
        case Role::committee:
            return Party{
                PartyKind::agency,
                rules_.committee.empty() ? rules_.coordinator : rules_.committee};
        case Role::appraiser: return state_.waiting_on.value.party;
        case Role::holder:
        case Role::deputy:
        case Role::head:
        case Role::system: return std::nullopt;
    }
    return std::nullopt;
}

std::vector<Event> Entering::facts(const TakeTransition& taken) const {
    std::vector<Event> events;
    if (entered_.progress == StateProgress::cancelled) {
        const std::string& reason = taken.reason.empty() ? entered_.name : taken.reason;
        events.emplace_back(Cancelled{reason, taken.basis});
    } else {
        const auto progress = static_cast<Progress>(entered_.progress);
        events.emplace_back(ProgressReported{progress, entered_.id, taken.note, false});
    }
    const auto waited_for = ball(taken);
    if (waited_for != state_.waiting_on.value.party) {
        events.emplace_back(WaitingOnSet{waited_for, entered_.name});
    }
    if (taken.evidence) {
        events.emplace_back(EvidenceAdded{*taken.evidence});
    }
    return events;
}

}  // namespace dunghan::task
