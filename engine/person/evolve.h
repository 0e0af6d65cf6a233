// The only writer of person::State.
#pragma once

#include "engine/event/envelope.h"
#include "engine/person/event.h"
#include "engine/person/state.h"

namespace dunghan::person {

void evolve(State& state, const Envelope& envelope, const Event& event);

}  // namespace dunghan::person
