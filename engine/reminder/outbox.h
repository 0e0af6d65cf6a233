// Whether mail may leave at all. A restored log owes again what was sent after its backup was made:
// nobody but a person can tell, so the outbox is held until one releases it.
#pragma once

#include <cstdint>
#include <string>

namespace dunghan::reminder {

// Nothing is reminded of, made into a digest or delivered until the outbox is released.
struct OutboxHeld {
    std::string reason;
    std::string root;       // of the log as it was restored, 64 hex digits
    std::int64_t size = 0;  // its records
    bool operator==(const OutboxHeld&) const = default;
};

// By the event's actor. Deliveries go on with the Message-IDs they always had.
struct OutboxReleased {
    std::string reason;
    bool operator==(const OutboxReleased&) const = default;
};

}  // namespace dunghan::reminder
