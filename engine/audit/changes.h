// What changed between two readings of one log: two instants, or two states of knowledge.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "engine/audit/cause.h"
#include "engine/policy/policy.h"
#include "engine/projection/history.h"
#include "engine/task/judge.h"

namespace dunghan::audit {

// One of the two readings, with the policy that it knew.
struct Side {
    TimeQuery query;
    Policy policy;
};

// What moved a verdict. Of several the first that suffices by itself, in this order.
enum class Mover : std::uint8_t {
    nothing,  // it is the same
    clock,    // the unchanged task, judged at the later instant
    policy,   // the unchanged task, judged by the other policy as well
    events,   // what was recorded of the task
};

[[nodiscard]] std::string_view to_text(Mover mover);

struct StateAt {
    const task::State* state;
    task::Judgement judgement;
};

// The states are valid during the visit only.
struct TaskChange {
    const StreamId& stream;
    std::optional<StateAt> before;  // nothing: not assigned by then
    std::optional<StateAt> after;
    Mover mover = Mover::nothing;
    const std::vector<Cause>& causes;  // events that one side sees and the other does not, in order
};

// Tasks that came, went, have such events or another verdict, in key order, until `visit` returns
// false. Days that merely go by (days late, days left) are no change. Errors: the store's,
// corruption.
[[nodiscard]] Result<void> visit_changes(
    const Store& store,
    const Side& from,
    const Side& to,
    const std::function<bool(const TaskChange&)>& visit
);

// The same for one task: at most one visit.
[[nodiscard]] Result<void> visit_change(
    const Store& store,
    const StreamId& stream,
    const Side& from,
    const Side& to,
    const std::function<bool(const TaskChange&)>& visit
);

// The other records that only one side sees: directory, policy, cells, digests and their delivery.
// In the order of their positions.
[[nodiscard]] Result<void> visit_other_events(
    const Store& store, const Side& from, const Side& to, const Store::VisitRecord& visit
);

}  // namespace dunghan::audit
