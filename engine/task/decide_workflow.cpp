#include "engine/task/decide_workflow.h"

#include <algorithm>

#include "engine/task/entering.h"
#include "engine/task/judge.h"
#include "engine/task/milestones.h"
#include "engine/task/terms.h"
#include "engine/task/workflow.h"

namespace dunghan::task {
namespace {

using Events = std::vector<Event>;

const StateRule* state_of(const Definition& definition, const std::string& id) {
    const auto found = std::ranges::find(definition.states, id, &StateRule::id);
    return found == definition.states.end() ? nullptr : &*found;
}

std::string label(const Definition& definition) {
    return definition.id + "/" + std::to_string(definition.version);
}

// "submit, withdraw".
std::string transitions_from(const Definition& definition, const std::string& state) {
    std::string names;
    for (const TransitionRule& transition : definition.transitions) {
        if (std::ranges::count(transition.from, state) > 0) {
            names += (names.empty() ? "" : ", ") + transition.id;
        }
    }
    return names.empty() ? "none" : names;
}

Events join(Events first, Events second) {
    first.insert(
        first.end(), std::make_move_iterator(second.begin()), std::make_move_iterator(second.end())
    );
    return first;
}

tl::unexpected<Rejection> reason_required(const State& state, const std::string& act) {
    return reject(
        "reason_required", "Expected a reason to " + act + " (" + state.code + "), but got none"
    );
}

}  // namespace

Rejection DecideWorkflow::no_definition() const {
    return {
        "no_such_definition",
        "Expected " + state_.code +
            " to follow a published definition, but it follows none; bind it to one first"};
}

Rejection DecideWorkflow::no_such_state(const std::string& id) const {
    return {
        "wrong_state",
        "Expected a state of " + label(*rules_.definition) + ", but it has no '" + id + "'"};
}

Decision<Events> DecideWorkflow::operator()(const Bind& wish) const {
    const Definition* definition = rules_.definition;
    if (definition == nullptr || definition->id != wish.content.definition) {
        return reject(
            "no_such_definition",
            "Expected a published definition, but there is no '" + wish.content.definition + "'"
        );
    }
    if (state_.course->bound.stated()) {
        const Following now = following(state_);
        if (now.definition == definition->id && now.version == definition->version) {
            return Events{};
        }
        return reject(
            "follows_definition",
            "Expected a task that follows no definition, but " + state_.code + " follows " +
                now.definition + "/" + std::to_string(now.version) + "; migrate it instead"
        );
    }
    Bound bound = wish.content;
    bound.version = definition->version;
    bound.state = bound.state.empty() ? definition->initial : bound.state;
    const StateRule* state = state_of(*definition, bound.state);
    if (state == nullptr) {
        return tl::unexpected(no_such_state(bound.state));
    }
    const Instant anchor = wish.anchor.value_or(occurred_at_);
    return Terms(state_, anchor, rules_).start(*state, {}).map([&](Events terms) {
        Events events{bound};
        events = join(std::move(events), Entering(state_, rules_, *state).facts({}));
        return join(std::move(events), std::move(terms));
    });
}

Decision<const TransitionRule*> DecideWorkflow::transition_from_here(const std::string& id) const {
    const Definition* definition = rules_.definition;
    if (definition == nullptr) {
        return tl::unexpected(no_definition());
    }
    const std::string& here = state_name(state_);
    const auto found = std::ranges::find(definition->transitions, id, &TransitionRule::id);
    if (found == definition->transitions.end()) {
        return reject(
            "no_such_transition",
            "Expected a transition of " + label(*definition) + " out of '" + here + "' (" +
                transitions_from(*definition, here) + "), but got '" + id + "'"
        );
    }
    if (std::ranges::count(found->from, here) == 0) {
        return reject(
            "wrong_state",
            "Expected a transition out of '" + here + "' (" + transitions_from(*definition, here) +
                "), but '" + id + "' begins elsewhere; " + state_.code + " is in '" + here + "'"
        );
    }
    return &*found;
}

Decision<void> DecideWorkflow::may_take(
    const TransitionRule& transition, const TakeTransition& wish
) const {
    const auto& by = transition.by;
    const bool named = by.empty() || std::ranges::count(by, wish.as) > 0;
    const bool engine_alone =
        !by.empty() && std::ranges::all_of(by, [](Role role) { return role == Role::system; });
    if ((named || wish.as == Role::coordinator) && !engine_alone && wish.as != Role::system) {
        return {};
    }
    return reject(
        "wrong_role",
        "Expected '" + transition.id +
            "' to be taken by one of its roles, but the actor has "
            "another; see `dunghan definition show`"
    );
}

Decision<void> DecideWorkflow::has_all_it_takes(
    const TransitionRule& transition, const TakeTransition& wish
) const {
    const auto required = [&](const char* code, const char* what) {
        return reject(
            code,
            "Expected " + std::string(what) + " with '" + transition.id + "' (" + state_.code +
                "), but got none"
        );
    };
    if (transition.reason && wish.reason.empty()) {
        return required("reason_required", "a reason");
    }
    if (transition.basis && wish.basis.empty()) {
        return required("basis_required", "the document that allows it");
    }
    if (transition.evidence &&
        (!wish.evidence || (wish.evidence->number.empty() && wish.evidence->issuer.empty()))) {
        return required("evidence_required", "the document that proves it (issuer or number)");
    }
    if (transition.next_holder && !wish.next_holder) {
        return required("next_holder_required", "whom it goes to");
    }
    return {};
}

Decision<Events> DecideWorkflow::take(
    const TransitionRule& transition, const TakeTransition& wish, bool deemed
) const {
    const StateRule* from = state_of(*rules_.definition, state_name(state_));
    const StateRule* to = state_of(*rules_.definition, transition.to);
    if (to == nullptr) {
        return tl::unexpected(no_such_state(transition.to));
    }
    const Terms terms(state_, occurred_at_, rules_);
    std::vector<std::uint32_t> met;
    for (const std::string& id : transition.meets) {
        const auto running = terms.running(id);
        met.insert(met.end(), running.begin(), running.end());
    }
    const bool resumes = from != nullptr && from->paused && !to->paused && is_suspended(state_);
    auto moved = resumes ? terms.resume(transition.name) : Decision<Events>(Events{});
    auto started = terms.start(*to, met);
    if (!moved || !started) {
        return tl::unexpected(moved ? started.error() : moved.error());
    }
    Events events{
        StateEntered{transition.id, state_name(state_), to->id, wish.reason, wish.basis, deemed}};
    if (resumes) {
        events.emplace_back(ClockResumed{wish.reason, wish.basis});
    }
    std::erase_if(*moved, [&](const Event& event) {
        return std::ranges::count(met, std::get<TermMoved>(event).milestone) > 0;
    });
    events = join(std::move(events), std::move(*moved));
    for (const std::uint32_t number : met) {
        events.emplace_back(MilestoneMet{number, transition.name});
    }
    events = join(std::move(events), Entering(state_, rules_, *to).facts(wish));
    if (to->paused && !is_suspended(state_)) {
        events.emplace_back(ClockSuspended{to->name, wish.basis});
    }
    return join(std::move(events), std::move(*started));
}

Decision<Events> DecideWorkflow::operator()(const TakeTransition& wish) const {
    return transition_from_here(wish.transition)
        .and_then([&](const TransitionRule* transition) -> Decision<Events> {
            return may_take(*transition, wish)
                .and_then([&] { return has_all_it_takes(*transition, wish); })
                .and_then([&] { return take(*transition, wish, false); });
        });
}

Decision<Events> DecideWorkflow::operator()(const TakeDeemed& wish) const {
    const auto next = next_deemed(state_);
    if (!next || next->milestone != wish.milestone || next->at > occurred_at_) {
        return reject(
            "stale_timer",
            "Expected nobody to have answered (" + state_.code + "), but it has moved on since"
        );
    }
    return transition_from_here(next->transition).and_then([&](const TransitionRule* transition) {
        TakeTransition taken;
        taken.transition = transition->id;
        const Term& term = state_.course->terms.at(next->milestone);
        taken.basis = term.started.value.rule.basis;
        taken.reason = "deemed";
        return take(*transition, taken, true);
    });
}

Decision<Events> DecideWorkflow::operator()(const SuspendClock& wish) const {
    if (wish.content.reason.empty()) {
        return reason_required(state_, "suspend its clock");
    }
    if (is_suspended(state_)) {
        return Events{};
    }
    if (!is_open(state_)) {
        return reject(
            "wrong_state", "Expected an open task, but " + state_.code + " is done or cancelled"
        );
    }
    return Events{wish.content};
}

Decision<Events> DecideWorkflow::operator()(const ResumeClock& wish) const {
    if (!is_suspended(state_)) {
        return reject(
            "not_suspended",
            "Expected a clock that stands still, but that of " + state_.code + " runs"
        );
    }
    return Terms(state_, occurred_at_, rules_).resume(wish.content.reason).map([&](Events moved) {
        return join(Events{wish.content}, std::move(moved));
    });
}

Decision<Events> DecideWorkflow::operator()(const RestartTerm& wish) const {
    const Terms terms(state_, occurred_at_, rules_);
    const auto running = terms.running();
    if (std::ranges::count(running, wish.milestone) == 0) {
        return reject(
            "no_such_term",
            "Expected a running term of " + state_.code + ", but number " +
                std::to_string(wish.milestone) + " is none"
        );
    }
    if (wish.reason.empty()) {
        return reason_required(state_, "restart a term");
    }
    return terms.restart(wish.milestone, wish.reason, wish.basis);
}

Decision<Events> DecideWorkflow::operator()(const Migrate& wish) const {
    if (!state_.course->bound.stated()) {
        return tl::unexpected(no_definition());
    }
    const Definition* to = rules_.definition;
    if (to == nullptr || to->id != wish.content.definition) {
        return reject(
            "no_such_definition",
            "Expected a published definition, but there is no '" + wish.content.definition + "'"
        );
    }
    const Following now = following(state_);
    Migrated migrated = wish.content;
    migrated.version = to->version;
    migrated.state = migrated.state.empty() ? state_name(state_) : migrated.state;
    const StateRule* state = state_of(*to, migrated.state);
    if (state == nullptr) {
        return reject(
            "wrong_state",
            "Expected the state in " + label(*to) + " that takes the place of '" +
                state_name(state_) + "', but it has no '" + migrated.state + "'; name one"
        );
    }
    const bool there = now.definition == to->id && now.version == to->version &&
                       migrated.state == state_name(state_);
    if (there) {
        return Events{};
    }
    const Terms terms(state_, occurred_at_, rules_);
    auto moved = terms.migrate(*to, wish.content.reason);
    auto started =
        migrated.state == state_name(state_) ? Decision<Events>(Events{}) : terms.start(*state, {});
    if (!moved || !started) {
        return tl::unexpected(moved ? started.error() : moved.error());
    }
    Events events{migrated};
    if (migrated.state != state_name(state_)) {
        events = join(std::move(events), Entering(state_, rules_, *state).facts({}));
    }
    return join(join(std::move(events), std::move(*moved)), std::move(*started));
}

Decision<Events> DecideWorkflow::operator()(const ReckonTerms& wish) const {
    if (!is_open(state_)) {
        return Events{};
    }
    return Terms(state_, occurred_at_, rules_).reckon_anew(wish.reason);
}

}  // namespace dunghan::task
