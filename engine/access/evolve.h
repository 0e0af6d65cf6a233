// The only writer of access::State.
#pragma once

#include "engine/access/event.h"
#include "engine/access/state.h"
#include "engine/event/envelope.h"

namespace dunghan::access {

void evolve(State& state, const Envelope& envelope, const TokenCreated& event);
void evolve(State& state, const Envelope& envelope, const TokenRevoked& event);

}  // namespace dunghan::access
