// What one group of commands gathers before it becomes durable. For engine/runtime only.
#pragma once

#include <map>

#include "engine/runtime/engine.h"

namespace dunghan {

struct Engine::Group {
    Batch batch;
    Instant now;
    std::map<CommandId, Receipt> answered;
};

}  // namespace dunghan
