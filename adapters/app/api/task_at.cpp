#include "adapters/app/api/task_at.h"

#include "engine/audit/as_of.h"
#include "engine/codec/rows.h"
#include "engine/task/stream.h"

namespace dunghan::app::api {
namespace {

Result<std::optional<TaskAt>> at(const Store& store, const StreamId& stream, const View& view) {
    auto row = store.get(dunghan::View::task, stream.value);
    if (!row || !*row) {
        return row ? Result<std::optional<TaskAt>>(std::nullopt) : tl::unexpected(row.error());
    }
    auto decoded = decode_task_row(**row);
    if (!decoded) {
        return tl::unexpected(decoded.error());
    }
    if (is_settled(decoded->state, view.query)) {
        return TaskAt{stream, std::move(decoded->state), std::move(**row)};
    }
    return audit::task_at(store, stream, view.query)
        .map([&](std::optional<task::State> state) -> std::optional<TaskAt> {
            return state ? std::optional(TaskAt{stream, std::move(*state), ""}) : std::nullopt;
        });
}

}  // namespace

Result<TaskAt> task_at(const Store& store, const std::string& code, const View& view) {
    for (const task::Kind kind : task::kinds) {
        const StreamId stream = task::stream_of(kind, code);
        auto found = at(store, stream, view);
        if (!found) {
            return tl::unexpected(found.error());
        }
        if (*found) {
            return std::move(**found);
        }
    }
    return fail(
        ErrorCode::not_found,
        "Expected the code of a task known then, like 2.8, but got '" + code + "'"
    );
}

task::Judgement judge(const task::State& state, const View& view) {
    const Policy& policy = view.rules->policy;
    return task::judge(state, view.query.as_of, policy.zone, policy.due_soon_days);
}

Decision<void> may_read(const Visitor& visitor, const task::State& state, const View& view) {
    const Date day = date_at(view.query.as_of, view.rules->policy.zone);
    return access::may(
        visitor.caller, access::Operation::read_tasks, target_of(state, view.rules->directory, day)
    );
}

std::optional<std::string> code_in(const StreamId& stream) {
    for (const task::Kind kind : task::kinds) {
        const std::string begin = task::stream_of(kind, "").value;
        if (stream.value.starts_with(begin)) {
            return stream.value.substr(begin.size());
        }
    }
    return std::nullopt;
}

}  // namespace dunghan::app::api
