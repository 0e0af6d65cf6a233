// What the scheduler asks of the answers to its own commands.
#pragma once

#include <span>

#include "engine/base/result.h"
#include "engine/runtime/request.h"

namespace dunghan {

// A refusal means that the world moved on. Error: unavailable, when the store failed.
[[nodiscard]] inline Result<void> check_outcomes(std::span<const Outcome> outcomes) {
    for (const Outcome& outcome : outcomes) {
        if (!outcome && outcome.error().kind == Refusal::Kind::failed) {
            return fail(ErrorCode::unavailable, outcome.error().detail);
        }
    }
    return {};
}

}  // namespace dunghan
