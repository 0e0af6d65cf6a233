// Opening: where the log stands, and by which kind of clock it lives.
#include "engine/runtime/engine.h"
#include "engine/runtime/group.h"

namespace dunghan {
namespace {

std::string_view to_text(ClockKind kind) {
    switch (kind) {
        case ClockKind::real: return "real";
        case ClockKind::simulated: return "simulated";
    }
    return "?";
}

}  // namespace

Result<void> Engine::open(ClockKind kind) {
    head_ = store_.head();
    if (const auto loaded = projector_.load(); !loaded) {
        return loaded;
    }
    if (head_ == Position{}) {
        return start_log(kind);
    }
    return check_clock(kind);
}

Result<void> Engine::start_log(ClockKind kind) {
    Group group;
    group.now = now();
    Request request;
    request.stream = {"log"};
    request.actor = "dunghan";
    request.id = command_id_from("log started");
    const LogStarted event{std::string(to_text(kind)), 1};
    if (const auto recorded = record(request, {event}, {}, group.now, group); !recorded) {
        return tl::unexpected(*broken_);
    }
    group.batch.views = projector_.drain();
    return store_.append(group.batch);
}

Result<ClockKind> clock_of(const Store& store) {
    Result<ClockKind> found =
        fail(ErrorCode::corruption, "Expected log_started as the first event, but found another");
    const auto read = store.read({1}, [&](const Record& record) {
        const Envelope& envelope = record.envelope;
        const auto event = decode_payload(envelope.type, envelope.schema, record.payload);
        if (const auto* started = event ? std::get_if<LogStarted>(&*event) : nullptr) {
            const bool simulated = started->clock == to_text(ClockKind::simulated);
            found = simulated ? ClockKind::simulated : ClockKind::real;
        }
        return false;
    });
    return read ? found : tl::unexpected(read.error());
}

Result<void> Engine::check_clock(ClockKind kind) {
    const auto found = clock_of(store_);
    if (!found) {
        return tl::unexpected(found.error());
    }
    if (*found != kind) {
        return fail(
            ErrorCode::refused,
            "Expected a log that lives by the " + std::string(to_text(kind)) +
                " clock, but this one lives by the " + std::string(to_text(*found)) +
                (kind == ClockKind::real ? " clock; give --clock INSTANT, or another --data"
                                         : " clock; leave --clock out, or give another --data")
        );
    }
    return store_.read(head_, [this](const Record& record) {
        last_recorded_ = record.envelope.recorded_at;
        return false;
    });
}

}  // namespace dunghan
