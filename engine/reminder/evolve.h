// The only writer of reminder::State.
#pragma once

#include "engine/event/envelope.h"
#include "engine/reminder/event.h"
#include "engine/reminder/state.h"

namespace dunghan::reminder {

void evolve(State& state, const Envelope& envelope, const Event& event);

}  // namespace dunghan::reminder
