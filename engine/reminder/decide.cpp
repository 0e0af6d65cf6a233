#include "engine/reminder/decide.h"

namespace dunghan::reminder {
namespace {

using Events = std::vector<Event>;

class Decide {
 public:
    explicit Decide(const State& state) : state_(state) {}

    Decision<Events> operator()(const IssueDigest& wish) const {
        if (state_.exists()) {
            return reject(
                "already_issued",
                "Expected to issue the digest of " + wish.content.recipient +
                    ", but this slot's is issued"
            );
        }
        return Events{wish.content};
    }

    Decision<Events> operator()(const ClaimDelivery& wish) const {
        return if_owed(DeliveryClaimed{state_.attempts + 1, wish.transport});
    }

    Decision<Events> operator()(const WithdrawDelivery& wish) const {
        return if_owed(wish.content);
    }

    Decision<Events> operator()(const RecordSent& wish) const {
        return settle(wish.content, wish.content.attempt);
    }

    Decision<Events> operator()(const RecordFailed& wish) const {
        return settle(wish.content, wish.content.attempt);
    }

    Decision<Events> operator()(const RecordUncertain& wish) const {
        return settle(wish.content, wish.content.attempt);
    }

 private:
    Decision<Events> if_owed(Event event) const {
        if (!state_.exists()) {
            return reject("no_such_digest", "Expected an issued digest, but there is none");
        }
        if (state_.delivery != Delivery::owed) {
            return reject(
                "nothing_to_deliver", "Expected a delivery that is owed, but it is not owed"
            );
        }
        return Events{std::move(event)};
    }

    template <class Outcome>
    Decision<Events> settle(const Outcome& outcome, std::uint32_t attempt) const {
        if (state_.delivery != Delivery::claimed || attempt != state_.attempts) {
            return reject(
                "not_claimed",
                "Expected the outcome of attempt " + std::to_string(state_.attempts) +
                    ", but got that of attempt " + std::to_string(attempt)
            );
        }
        return Events{outcome};
    }

    const State& state_;
};

}  // namespace

Decision<std::vector<Event>> decide(const State& state, const Command& command) {
    return std::visit(Decide(state), command);
}

}  // namespace dunghan::reminder
