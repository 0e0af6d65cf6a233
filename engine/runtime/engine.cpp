#include "engine/runtime/engine.h"

#include <algorithm>

#include "engine/base/assert.h"
#include "engine/base/limits.h"
#include "engine/runtime/group.h"

namespace dunghan {
namespace {

Refusal failed(const Error& error) {
    return {Refusal::Kind::failed, std::string(to_text(error.code)), error.detail};
}

}  // namespace

Engine::Engine(Store& store, const Clock& clock)
    : store_(store), clock_(clock), projector_(store) {}

Instant Engine::now() const {
    return std::max(clock_.now(), last_recorded_);
}

std::vector<Outcome> Engine::execute(std::span<const Request> requests) {
    DUNGHAN_ASSERT(requests.size() <= limits::group_commands_max);
    Group group;
    group.now = now();
    std::vector<Outcome> outcomes;
    outcomes.reserve(requests.size());
    for (const Request& request : requests) {
        outcomes.push_back(broken_ ? tl::unexpected(failed(*broken_)) : handle(request, group));
    }
    if (!broken_ && !group.batch.records.empty()) {
        group.batch.views = projector_.drain();
        if (const auto appended = store_.append(group.batch); !appended) {
            broken_ = appended.error();
        }
    }
    if (broken_) {
        // Nothing of this group may be called done, whatever the overlay says.
        std::fill(outcomes.begin(), outcomes.end(), tl::unexpected(failed(*broken_)));
    }
    return outcomes;
}

tl::unexpected<Refusal> Engine::give_up(const Error& error) {
    broken_ = error;
    return tl::unexpected(failed(error));
}

Outcome Engine::execute_one(const Request& request) {
    return execute(std::span(&request, 1)).front();
}

Outcome Engine::handle(const Request& request, Group& group) {
    const auto known = known_answer(request, group);
    if (!known) {
        return give_up(known.error());
    }
    if (*known) {
        return repeat(request, **known, group);
    }
    if (request.stream.value.empty() ||
        request.stream.value.size() > limits::stream_id_octets_max) {
        return tl::unexpected(Refusal{
            Refusal::Kind::rejected,
            "bad_stream",
            "Expected a stream name of 1 to " + std::to_string(limits::stream_id_octets_max) +
                " octets, but got " + std::to_string(request.stream.value.size())});
    }
    const Instant occurred_at = request.occurred_at.value_or(group.now);
    if (occurred_at > group.now) {
        return tl::unexpected(Refusal{
            Refusal::Kind::rejected,
            "in_the_future",
            "Expected something that has happened by " + to_rfc3339(group.now) +
                ", but it is said to happen at " + to_rfc3339(occurred_at)});
    }
    const auto version = version_of(request);
    if (!version) {
        return give_up(version.error());
    }
    if (request.expected && *request.expected != *version) {
        return tl::unexpected(Refusal{
            Refusal::Kind::conflict,
            "conflict",
            "Expected " + request.stream.value + " at version " +
                std::to_string(request.expected->value) + ", but it is at " +
                std::to_string(version->value) + "; read it again and decide again"});
    }
    const auto events = decide(request, occurred_at);
    if (!events) {
        return tl::unexpected(events.error());
    }
    return record(request, *events, *version, occurred_at, group);
}

Result<std::optional<Receipt>> Engine::known_answer(const Request& request, const Group& group)
    const {
    const auto here = group.answered.find(request.id);
    if (here != group.answered.end()) {
        Receipt receipt = here->second;
        receipt.repeated = true;
        return receipt;
    }
    return store_.find_command(request.id)
        .map([](const std::optional<CommandReceipt>& stored) -> std::optional<Receipt> {
            if (!stored) {
                return std::nullopt;
            }
            return Receipt{stored->first, stored->count, stored->version, true};
        });
}

// Octets that are not UTF-8 would be stored as U+FFFD, and a replay would differ from the original.
std::optional<Refusal> Engine::unstorable(const Event& event, const std::string& payload) {
    if (payload.size() > limits::payload_octets_max) {
        return Refusal{
            Refusal::Kind::rejected,
            "too_large",
            "Expected an event of at most " + std::to_string(limits::payload_octets_max) +
                " octets, but got " + std::to_string(payload.size())};
    }
    if (payload.find("\xEF\xBF\xBD") == std::string::npos) {
        return std::nullopt;
    }
    const auto read = decode_payload(type_of(event), schema_of(type_of(event)), payload);
    if (read && *read == event) {
        return std::nullopt;
    }
    return Refusal{
        Refusal::Kind::rejected,
        "not_utf8",
        "Expected text in UTF-8, but some of its octets are not; correct the text"};
}

Outcome Engine::record(
    const Request& request,
    const std::vector<Event>& events,
    StreamVersion version,
    Instant occurred_at,
    Group& group
) {
    Receipt receipt{{head_.value + 1}, static_cast<std::uint32_t>(events.size()), version, false};
    std::vector<std::string> payloads;
    for (const Event& event : events) {
        payloads.push_back(encode_payload(event));
        if (const auto refusal = unstorable(event, payloads.back())) {
            return tl::unexpected(*refusal);
        }
    }
    for (std::size_t i = 0; i < events.size(); ++i) {
        const Event& event = events[i];
        Record record;
        Envelope& envelope = record.envelope;
        envelope.position = {++head_.value};
        envelope.stream = request.stream;
        envelope.version = {++receipt.version.value};
        envelope.type = type_of(event);
        envelope.schema = schema_of(envelope.type);
        envelope.command = request.id;
        envelope.causation = request.causation;
        envelope.correlation = request.correlation;
        envelope.actor = request.actor;
        envelope.recorded_at = group.now;
        envelope.occurred_at = occurred_at;
        record.payload = std::move(payloads[i]);
        if (const auto applied = projector_.apply(envelope, event); !applied) {
            return give_up(applied.error());
        }
        group.batch.records.push_back(std::move(record));
    }
    if (events.empty()) {
        receipt.first = {};
        return receipt;
    }
    last_recorded_ = group.now;
    if (const auto small = small_streams_.find(request.stream.value);
        small != small_streams_.end()) {
        small->second = receipt.version;
    }
    group.batch.receipts.push_back({request.id, receipt.first, receipt.count, receipt.version});
    group.answered.emplace(request.id, receipt);
    return receipt;
}

Result<StreamVersion> Engine::count_stream(const StreamId& stream) {
    const auto known = small_streams_.find(stream.value);
    if (known != small_streams_.end()) {
        return known->second;
    }
    StreamVersion version;
    return store_
        .read_stream(
            stream,
            [&](const Record& record) {
                version = record.envelope.version;
                return true;
            }
        )
        .map([&] { return small_streams_[stream.value] = version; });
}

}  // namespace dunghan
