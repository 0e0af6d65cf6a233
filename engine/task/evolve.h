// The only writer of task::State.
#pragma once

#include "engine/event/envelope.h"
#include "engine/task/state.h"

namespace dunghan::task {

// Reads stream version, occurred_at and recorded_at of the envelope. Cannot fail.
void evolve(State& state, const Envelope& envelope, const Event& event);

}  // namespace dunghan::task
