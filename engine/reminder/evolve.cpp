#include "engine/reminder/evolve.h"

namespace dunghan::reminder {
namespace {

class Fold {
 public:
    Fold(State& state, const Envelope& envelope) : state_(state), envelope_(envelope) {}

    void operator()(const DigestIssued& event) {
        state_.recipient = event.recipient;
        state_.slot = event.slot;
        state_.policies = event.policies;
        if (event.items.empty() && event.notice.empty()) {
            state_.delivery = Delivery::dropped;
        } else {
            owe_at(envelope_.recorded_at);
        }
    }

    void operator()(const DeliveryClaimed& event) {
        state_.delivery = Delivery::claimed;
        state_.attempts = event.attempt;
    }

    void operator()(const DeliverySent& event) {
        state_.delivery = Delivery::sent;
        state_.last_answer = event.answer;
    }

    void operator()(const DeliveryFailed& event) {
        state_.last_answer = event.answer;
        if (event.permanent) {
            state_.delivery = Delivery::dead;
        } else {
            owe_at(event.retry_at);
        }
    }

    void operator()(const DeliveryUncertain& event) {
        state_.last_answer = event.answer;
        owe_at(event.retry_at);
    }

    void operator()(const DeliveryWithdrawn&) { state_.delivery = Delivery::dropped; }

 private:
    void owe_at(Instant at) {
        state_.delivery = Delivery::owed;
        state_.next_attempt = at;
    }

    State& state_;
    const Envelope& envelope_;
};

}  // namespace

void evolve(State& state, const Envelope& envelope, const Event& event) {
    state.version = envelope.version;
    std::visit(Fold(state, envelope), event);
}

}  // namespace dunghan::reminder
