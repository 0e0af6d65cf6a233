#include "engine/projection/history.h"

#include "engine/codec/event.h"
#include "engine/reminder/evolve.h"
#include "engine/task/evolve.h"

namespace dunghan {
namespace {

// Decodes the visible records of a stream, in order, until `visit` returns false.
template <class Visit>
Result<void> read_visible(
    const Store& store, const StreamId& stream, const TimeQuery& query, const Visit& visit
) {
    std::optional<Error> broken;
    const auto read = store.read_stream(stream, [&](const Record& record) {
        const Envelope& envelope = record.envelope;
        if (!is_visible(envelope, query)) {
            return true;
        }
        const auto event = decode_payload(envelope.type, envelope.schema, record.payload);
        if (!event) {
            broken = event.error();
            return false;
        }
        return visit(envelope, *event);
    });
    return broken ? tl::unexpected(*broken) : read;
}

}  // namespace

bool is_visible(const Envelope& envelope, const TimeQuery& query) {
    return envelope.occurred_at <= query.as_of && envelope.recorded_at <= query.as_known;
}

bool is_settled(const task::State& state, const TimeQuery& query) {
    return state.last_occurred <= query.as_of && state.last_recorded <= query.as_known;
}

Result<task::State> fold_task(const Store& store, const StreamId& stream, const TimeQuery& query) {
    task::State state;
    return read_visible(
               store,
               stream,
               query,
               [&](const Envelope& envelope, const Event& event) {
                   task::evolve(state, envelope, std::get<task::Event>(event));
                   return true;
               }
    ).map([&] { return std::move(state); });
}

Result<reminder::DigestIssued> digest_of(const Store& store, const StreamId& stream) {
    Result<reminder::DigestIssued> found =
        fail(ErrorCode::corruption, "Expected a digest in " + stream.value + ", but found none");
    const TimeQuery all{end_of_time, end_of_time};
    const auto read = read_visible(store, stream, all, [&](const Envelope&, const Event& event) {
        const auto* of_digest = std::get_if<reminder::Event>(&event);
        if (const auto* issued =
                of_digest ? std::get_if<reminder::DigestIssued>(of_digest) : nullptr) {
            found = *issued;
        }
        return false;
    });
    return read ? found : tl::unexpected(read.error());
}

Result<std::optional<Event>> event_at(
    const Store& store, const StreamId& stream, const TimeQuery& query
) {
    std::optional<Event> found;
    const auto read = read_visible(store, stream, query, [&](const Envelope&, const Event& event) {
        found = event;
        return true;
    });
    return read ? Result<std::optional<Event>>(std::move(found)) : tl::unexpected(read.error());
}

Result<std::optional<DigestAt>> digest_at(
    const Store& store, const StreamId& stream, const TimeQuery& query
) {
    std::optional<DigestAt> found;
    const auto read =
        read_visible(store, stream, query, [&](const Envelope& envelope, const Event& event) {
            const auto* of_digest = std::get_if<reminder::Event>(&event);
            if (of_digest == nullptr) {
                return true;
            }
            if (const auto* issued = std::get_if<reminder::DigestIssued>(of_digest)) {
                found = DigestAt{*issued, {}};
            }
            if (found) {
                reminder::evolve(found->state, envelope, *of_digest);
            }
            return true;
        });
    return read ? Result<std::optional<DigestAt>>(std::move(found)) : tl::unexpected(read.error());
}

}  // namespace dunghan
