#include "engine/audit/as_of.h"

#include "engine/audit/task_walk.h"

namespace dunghan::audit {

Result<void> visit_tasks(
    const Store& store,
    const TimeQuery& query,
    const std::function<bool(const StreamId&, const task::State&)>& visit,
    const std::string& from
) {
    const TaskWalk<1>::Visit tell = [&](const StreamId& stream, const auto& states, const auto&) {
        return visit(stream, *states.front());
    };
    return TaskWalk<1>(store, {query}, tell).run(from);
}

Result<std::optional<task::State>> task_at(
    const Store& store, const StreamId& stream, const TimeQuery& query
) {
    return fold_task(store, stream, query).map([](task::State state) {
        return state.exists() ? std::optional(std::move(state)) : std::nullopt;
    });
}

}  // namespace dunghan::audit
