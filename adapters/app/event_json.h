// An event as programs read it.
#pragma once

#include <nlohmann/json.hpp>

#include "engine/event/envelope.h"

namespace dunghan::app {

// Envelope fields by their names, the payload under "data".
[[nodiscard]] nlohmann::ordered_json event_json(const Record& record);

}  // namespace dunghan::app
