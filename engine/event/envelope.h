// What every event carries besides its own facts. Format: docs/formats/event_log.md
#pragma once

#include <cstdint>
#include <string>

#include "engine/base/ids.h"
#include "engine/base/instant.h"
#include "engine/event/event_type.h"

namespace dunghan {

struct Envelope {
    Position position;
    StreamId stream;
    StreamVersion version;
    EventType type{};
    std::uint16_t schema = 1;  // version of the payload's schema, from 1
    CommandId command;
    Position causation;     // the event that led to the command; 0: a person or the clock
    CommandId correlation;  // shared by all that one wish set off
    std::string actor;      // "import:plan.docx", "scheduler", "person:…"; a pseudonym
    std::uint32_t tenant = 0;
    std::uint16_t shard = 0;
    Instant recorded_at;  // when the log learnt it; never earlier than the event before
    Instant occurred_at;  // when it happened
    bool operator==(const Envelope&) const = default;
};

// An event as the log stores it: envelope and canonical JSON (RFC 8785).
struct Record {
    Envelope envelope;
    std::string payload;
    bool operator==(const Record&) const = default;
};

}  // namespace dunghan
