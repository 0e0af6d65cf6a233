#include "engine/access/evolve.h"

namespace dunghan::access {

void evolve(State& state, const Envelope& envelope, const TokenCreated& event) {
    state.token = event.token;
    state.created_at = envelope.occurred_at;
}

void evolve(State& state, const Envelope& envelope, const TokenRevoked& event) {
    state.revoked = true;
    state.revoked_at = envelope.occurred_at;
    state.reason = event.reason;
}

}  // namespace dunghan::access
