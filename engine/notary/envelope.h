// What an outsider reads of a stored record: enough to say that it is whole, and where it belongs.
//
// Read here a second time, from docs/formats/event_log.md, and not by the codec of the program that
// wrote it: a verifier that shares the writer's reader shares its mistakes.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/base/result.h"

namespace dunghan::notary {

// The views are of the record's own octets.
struct Envelope {
    std::uint16_t type = 0;
    std::uint16_t schema = 0;
    std::uint64_t position = 0;
    std::int64_t recorded_at = 0;  // ms since 1970
    std::int64_t occurred_at = 0;
    std::uint64_t causation = 0;
    std::uint64_t version = 0;
    std::string_view stream;
    std::string_view actor;
    std::string_view payload;
};

// How many octets the record at the start of `octets` has, by its own length; 0: not even that is
// there.
[[nodiscard]] std::size_t record_octets(std::string_view octets);

// Error: corruption, saying which field and what was found.
[[nodiscard]] Result<Envelope> read_envelope(std::string_view record);

}  // namespace dunghan::notary
