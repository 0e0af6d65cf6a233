#include "engine/audit/changes.h"

#include "engine/audit/task_walk.h"

namespace dunghan::audit {
namespace {

using Visit = std::function<bool(const TaskChange&)>;

task::Judgement judged(const task::State& state, Instant at, const Policy& policy) {
    return task::judge(state, at, policy.zone, policy.due_soon_days);
}

std::optional<StateAt> at_side(const task::State* state, const Side& side) {
    if (state == nullptr) {
        return std::nullopt;
    }
    return StateAt{state, judged(*state, side.query.as_of, side.policy)};
}

Mover mover_of(const TaskChange& change, const Side& from, const Side& to) {
    if (!change.before || !change.after) {
        return Mover::events;
    }
    const task::Verdict verdict = change.after->judgement.verdict;
    if (change.before->judgement.verdict == verdict) {
        return Mover::nothing;
    }
    const task::State& unchanged = *change.before->state;
    if (judged(unchanged, to.query.as_of, from.policy).verdict == verdict) {
        return Mover::clock;
    }
    return judged(unchanged, to.query.as_of, to.policy).verdict == verdict ? Mover::policy
                                                                           : Mover::events;
}

// False when the visitor has had enough.
bool tell(
    const StreamId& stream,
    const std::array<const task::State*, 2>& states,
    const std::vector<Cause>& causes,
    const Side& from,
    const Side& to,
    const Visit& visit
) {
    TaskChange change{stream, at_side(states[0], from), at_side(states[1], to), {}, causes};
    change.mover = mover_of(change, from, to);
    return (change.mover == Mover::nothing && causes.empty()) || visit(change);
}

}  // namespace

Result<void> visit_changes(
    const Store& store, const Side& from, const Side& to, const Visit& visit
) {
    const TaskWalk<2>::Visit each =
        [&](const StreamId& stream, const auto& states, const auto& causes) {
            return tell(stream, states, causes, from, to, visit);
        };
    return TaskWalk<2>(store, {from.query, to.query}, each).run();
}

Result<void> visit_change(
    const Store& store, const StreamId& stream, const Side& from, const Side& to, const Visit& visit
) {
    const Queries<2> queries{from.query, to.query};
    Folded<2> folded;
    Result<void> added;
    const auto read = store.read_stream(stream, [&](const Record& record) {
        if (Folded<2>::concerns(record.envelope, queries)) {
            added = folded.add(record, queries);
        }
        return added.has_value();
    });
    if (!added || !read) {
        return added ? read : added;
    }
    const auto& [before, after] = folded.states;
    if (before.exists() || after.exists()) {
        const std::array states{
            before.exists() ? &before : nullptr, after.exists() ? &after : nullptr};
        tell(stream, states, folded.causes, from, to, visit);
    }
    return {};
}

Result<void> visit_other_events(
    const Store& store, const Side& from, const Side& to, const Store::VisitRecord& visit
) {
    return store.read({1}, [&](const Record& record) {
        const Envelope& envelope = record.envelope;
        const bool only_one = is_visible(envelope, from.query) != is_visible(envelope, to.query);
        return !only_one || is_task_event(envelope.type) || visit(record);
    });
}

std::string_view to_text(Mover mover) {
    switch (mover) {
        case Mover::nothing: return "nothing";
        case Mover::clock: return "clock";
        case Mover::policy: return "policy";
        case Mover::events: return "events";
    }
    return "?";
}

}  // namespace dunghan::audit
