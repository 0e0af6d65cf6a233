// The only writer of endpoint::State.
#pragma once

#include "engine/endpoint/event.h"
#include "engine/endpoint/state.h"
#include "engine/event/envelope.h"

namespace dunghan::endpoint {

// In the order of the log.
void evolve(State& state, const Envelope& envelope, const Event& event);

}  // namespace dunghan::endpoint
