#include "engine/projection/history.h"

#include "engine/codec/event.h"
#include "engine/task/evolve.h"

namespace dunghan {
namespace {

bool is_visible(const Envelope& envelope, const TimeQuery& query) {
    return envelope.occurred_at <= query.as_of && envelope.recorded_at <= query.as_known;
}

}  // namespace

bool is_settled(const task::State& state, const TimeQuery& query) {
    return state.last_occurred <= query.as_of && state.last_recorded <= query.as_known;
}

Result<task::State> fold_task(const Store& store, const StreamId& stream, const TimeQuery& query) {
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

}  // namespace dunghan
