// Records <-> stored octets: length, checksum, format version, envelope, payload.
// Format: docs/formats/event_log.md
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/event/envelope.h"

namespace dunghan {

[[nodiscard]] std::string encode_record(const Record& record);

// Error: corruption, saying which field and what was found.
[[nodiscard]] Result<Record> decode_record(std::string_view bytes);

// The same into a record whose room is used again. After an error its content means nothing.
[[nodiscard]] Result<void> decode_record(std::string_view bytes, Record& record);

}  // namespace dunghan
