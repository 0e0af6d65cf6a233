#include "engine/projection/endpoint_history.h"

#include "engine/endpoint/evolve.h"
#include "engine/endpoint/stream.h"

namespace dunghan {
namespace {

Result<endpoint::State> fold(const Store& store, const StreamId& stream, const TimeQuery& query) {
    endpoint::State state;
    Result<void> folded;
    const auto read = store.read_stream(stream, [&](const Record& record) {
        const Envelope& envelope = record.envelope;
        if (is_visible(envelope, query)) {
            folded = decode_payload(envelope.type, envelope.schema, record.payload)
                         .map([&](const Event& event) {
                             evolve(state, envelope, std::get<endpoint::Event>(event));
                         });
        }
        return folded.has_value();
    });
    if (!read || !folded) {
        return tl::unexpected(read ? folded.error() : read.error());
    }
    return state;
}

}  // namespace

Result<endpoint::State> endpoint_at(
    const Store& store, const std::string& id, const TimeQuery& query
) {
    return fold(store, endpoint::stream_of(id), query);
}

// The rows know every endpoint there is; what was known when, only the streams do.
Result<std::vector<endpoint::State>> endpoints_at(const Store& store, const TimeQuery& query) {
    std::vector<StreamId> streams;
    const auto scanned = store.scan(View::endpoint, {}, {}, [&](std::string_view key, auto) {
        streams.push_back({std::string(key)});
        return true;
    });
    if (!scanned) {
        return tl::unexpected(scanned.error());
    }
    std::vector<endpoint::State> states;
    for (const StreamId& stream : streams) {
        auto state = fold(store, stream, query);
        if (!state) {
            return tl::unexpected(state.error());
        }
        if (state->exists()) {
            states.push_back(std::move(*state));
        }
    }
    return states;
}

}  // namespace dunghan
