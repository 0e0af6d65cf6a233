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

}  // namespace dunghan
