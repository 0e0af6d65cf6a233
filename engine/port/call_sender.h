// What makes one attempt to tell an endpoint of an event.
#pragma once

#include <functional>
#include <memory>

#include "engine/endpoint/call.h"
#include "engine/endpoint/state.h"
#include "engine/event/envelope.h"

namespace dunghan {

class CallSender {
 public:
    virtual ~CallSender() = default;

    using Done = std::function<void(endpoint::CallReport)>;

    // The webhook-id of an event: the same for every endpoint and at every attempt.
    [[nodiscard]] virtual std::string message_id(Position event) const = 0;

    // Makes one attempt without waiting for it. `done` is called once, from the thread that drives
    // the dispatcher, after send() has returned.
    virtual void send(
        const endpoint::State& to, std::shared_ptr<const Record> event, Done done
    ) = 0;

    // Nothing will ever be sent to this endpoint again: what was kept for it goes. Twice is once.
    virtual void forget(const std::string& endpoint) = 0;
};

}  // namespace dunghan
