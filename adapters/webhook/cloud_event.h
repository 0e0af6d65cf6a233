// An event as webhook endpoints read it: CloudEvents 1.0, structured JSON. The same event gives the
// same octets for ever, so a call repeated after a year bears the same body. Format:
// docs/formats/webhook.md
#pragma once

#include <string>

#include "engine/base/result.h"
#include "engine/event/envelope.h"

namespace dunghan::webhook {

// Whose log it is. Never changed once the first call went out: ids hang on it.
struct CloudEventOrigin {
    std::string log;     // identifier (engine/base/text.h): "khanhhoa"
    std::string source;  // URI-reference, printable ASCII, 1 to 500 octets: "//dunghan.khanhhoa"
};

// Error: invalid, naming the field.
[[nodiscard]] Result<void> check(const CloudEventOrigin& origin);

struct CloudEvent {
    std::string id;    // "khanhhoa-42": also the call's webhook-id, so without full stops
    std::string type;  // "vn.dunghan.task.assigned"
    std::string body;  // canonical JSON (RFC 8785), UTF-8
};

// `origin` has passed check(). Error: corruption (a type that is not in the list, a payload that is
// no object).
[[nodiscard]] Result<CloudEvent> cloud_event(const Record& record, const CloudEventOrigin& origin);

// "vn.dunghan." and the event's name with full stops for underscores.
[[nodiscard]] std::string cloud_event_type(EventType type);

}  // namespace dunghan::webhook
