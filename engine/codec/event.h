// Events <-> payloads. Payload: canonical JSON (RFC 8785) with the fields of the event's struct,
// readable by any tool. Schemas: schemas/events/<type>.v<schema>.json
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "engine/access/event.h"
#include "engine/base/result.h"
#include "engine/calendar/calendar.h"
#include "engine/definition/definition.h"
#include "engine/directory/directory.h"
#include "engine/endpoint/event.h"
#include "engine/event/event_type.h"
#include "engine/event/log_event.h"
#include "engine/intake/event.h"
#include "engine/person/event.h"
#include "engine/policy/policy.h"
#include "engine/reminder/event.h"
#include "engine/reminder/outbox.h"
#include "engine/series/series.h"
#include "engine/task/event.h"

namespace dunghan {

// The closed list. A visit has no default branch: a new event is a compile error in every place
// that must think about it.
using Event = std::variant<
    LogStarted,
    DirectoryPublished,
    PolicyPublished,
    intake::CellSetAside,
    CalendarPublished,
    DefinitionPublished,
    SeriesPublished,
    CalendarApplied,
    PeriodOpened,
    PeriodStopped,
    LogKeyAdded,
    LogKeyRetired,
    TailDiscarded,
    DataLossAccepted,
    task::Event,
    reminder::Event,
    reminder::OutboxHeld,
    reminder::OutboxReleased,
    person::Event,
    access::TokenCreated,
    access::TokenRevoked,
    access::AccessDenied,
    endpoint::Event>;

[[nodiscard]] EventType type_of(const Event& event);

// "task_assigned": the name in logs, schemas and the command line. Number not in the list: "".
[[nodiscard]] std::string_view name_of(EventType type);

// Nothing: no event has this name.
[[nodiscard]] std::optional<EventType> type_named(std::string_view name);

// The schema in which events of this type are written today. Number not in the list: 0.
[[nodiscard]] std::uint16_t schema_of(EventType type);

// Whether events of this type make a task what it is. Number not in the list: false.
[[nodiscard]] bool is_task_event(EventType type);

[[nodiscard]] std::string encode_payload(const Event& event);

// As a view keeps a document: in the oldest schema that has words for it, so that a document an
// earlier release published keeps the row which that release wrote.
[[nodiscard]] std::string encode_document(const Event& event);

// Upcasts older schemas to the present structs. Errors: corruption (not JSON, a field missing, of
// another type, out of range or unknown; an unknown type or a schema from the future), naming the
// field. Never throws.
[[nodiscard]] Result<Event> decode_payload(
    EventType type, std::uint16_t schema, std::string_view json
);

// The same without the short way through octets that our own writer made: the reading that the
// short one must always agree with. Several times slower.
[[nodiscard]] Result<Event> decode_payload_carefully(
    EventType type, std::uint16_t schema, std::string_view json
);

}  // namespace dunghan
