// Wall time, handed in. Only the runtime asks; decide, evolve and plan are told.
#pragma once

#include "engine/base/instant.h"

namespace dunghan {

class Clock {
 public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now(
    ) const = 0;  // may step; the log's recorded_at never goes back
};

}  // namespace dunghan
