#include "engine/audit/as_of.h"

#include "engine/codec/event.h"
#include "engine/task/evolve.h"

namespace dunghan::audit {
namespace {

bool is_visible(const Envelope& envelope, const TimeQuery& query) {
    return envelope.occurred_at <= query.as_of && envelope.recorded_at <= query.as_known;
}

bool is_settled(const task::State& state, const TimeQuery& query) {
    return state.last_occurred <= query.as_of && state.last_recorded <= query.as_known;
}

Result<task::State> fold(const Store& store, const StreamId& stream, const TimeQuery& query) {
    task::State state;
    std::optional<Error> broken;
    const auto read = store.read_stream(stream, [&](const Record& record) {
        if (!is_visible(record.envelope, query)) {
            return true;
        }
        const auto event =
            decode_payload(record.envelope.type, record.envelope.schema, record.payload);
        if (!event) {
            broken = event.error();
            return false;
        }
        task::evolve(state, record.envelope, std::get<task::Event>(*event));
        return true;
    });
    if (!read || broken) {
        return tl::unexpected(broken ? *broken : read.error());
    }
    return state;
}

}  // namespace

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
        const auto state = fold(store, stream, query);
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
    return fold(store, stream, query).map([](task::State state) {
        return state.exists() ? std::optional(std::move(state)) : std::nullopt;
    });
}

}  // namespace dunghan::audit
