#include "adapters/app/event_json.h"

#include "engine/codec/event.h"

namespace dunghan::app {

nlohmann::ordered_json event_json(const Record& record) {
    const Envelope& envelope = record.envelope;
    nlohmann::ordered_json json;
    json["position"] = envelope.position.value;
    json["stream"] = envelope.stream.value;
    json["version"] = envelope.version.value;
    json["type"] = name_of(envelope.type);
    json["schema"] = envelope.schema;
    json["occurred_at"] = to_rfc3339(envelope.occurred_at);
    json["recorded_at"] = to_rfc3339(envelope.recorded_at);
    json["actor"] = envelope.actor;
    json["command"] = to_hex(envelope.command);
    json["correlation"] = to_hex(envelope.correlation);
    json["causation"] = envelope.causation.value;
    json["tenant"] = envelope.tenant;
    json["shard"] = envelope.shard;
    // The payload is our own canonical JSON; a broken one was refused when the record was read.
    json["data"] = nlohmann::ordered_json::parse(record.payload, nullptr, false);
    return json;
}

}  // namespace dunghan::app
