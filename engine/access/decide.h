// May this be written of a token?
#pragma once

#include <vector>

#include "engine/access/command.h"
#include "engine/access/state.h"

namespace dunghan::access {

// `now`: when it occurs. Rejections: token_exists (ids are never used again), bad_token.
[[nodiscard]] Decision<std::vector<TokenCreated>> decide(
    const State& state, const CreateToken& wish, Instant now, const Directory& directory
);

// Rejections: no_such_token, reason_missing.
[[nodiscard]] Decision<std::vector<TokenRevoked>> decide(
    const State& state, const RevokeToken& wish
);

// Of the token that was shown, revoked or not. Rejections: no_such_token (who shows what is no
// token writes nothing), bad_denial.
[[nodiscard]] Decision<std::vector<AccessDenied>> decide(
    const State& state, const RecordDenial& wish
);

}  // namespace dunghan::access
