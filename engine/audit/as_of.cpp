#include "engine/audit/as_of.h"

namespace dunghan::audit {

Result<void> visit_tasks(
    const Store& store,
    const TimeQuery& query,
    const std::function<bool(const StreamId&, const task::State&)>& visit
) {
    std::optional<Error> broken;
    const auto scanned = store.scan(View::task, {}, {}, [&](auto key, auto value) {
        const auto row = decode_task_row(value);
        if (!row) {
            broken = row.error();
            return false;
        }
        const StreamId stream{std::string(key)};
        if (is_settled(row->state, query)) {
            return !row->state.exists() || visit(stream, row->state);
        }
        const auto state = fold_task(store, stream, query);
        if (!state) {
            broken = state.error();
            return false;
        }
        return !state->exists() || visit(stream, *state);
    });
    return broken ? tl::unexpected(*broken) : scanned;
}

Result<std::optional<task::State>> task_at(
    const Store& store, const StreamId& stream, const TimeQuery& query
) {
    return fold_task(store, stream, query).map([](task::State state) {
        return state.exists() ? std::optional(std::move(state)) : std::nullopt;
    });
}

}  // namespace dunghan::audit
