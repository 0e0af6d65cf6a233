#include "engine/person/evolve.h"

#include <algorithm>

namespace dunghan::person {
namespace {

class Fold {
 public:
    Fold(State& state, const Envelope& envelope) : state_(state), envelope_(envelope) {}

    void operator()(const Described& event) {
        const bool older = envelope_.occurred_at < state_.described.occurred_at ||
                           (envelope_.occurred_at == state_.described.occurred_at &&
                            envelope_.version < state_.described.version);
        if (older) {
            return;
        }
        state_.agency = event.agency;
        state_.reachable = event.reachable && !state_.erased;
        state_.sealed = state_.erased ? "" : event.sealed;
        state_.described = {envelope_.occurred_at, envelope_.version};
    }

    void operator()(const Erased& event) {
        state_.erased = true;
        state_.erased_at = envelope_.occurred_at;
        state_.basis = event.basis;
        state_.reachable = false;
        state_.sealed.clear();
    }

 private:
    State& state_;
    const Envelope& envelope_;
};

}  // namespace

void evolve(State& state, const Envelope& envelope, const Event& event) {
    state.version = std::max(state.version, envelope.version);
    std::visit(Fold(state, envelope), event);
}

}  // namespace dunghan::person
