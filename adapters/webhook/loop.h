// One thread of the sender: takes calls from its lanes, drives their transfers, hands answers out.
#pragma once

#include <functional>
#include <memory>

#include "adapters/webhook/attempt.h"

namespace dunghan::webhook {

struct Job {
    Call call;
    std::function<void(Attempt)> done;
};

class Loop {
 public:
    using Answer = std::function<void(const std::function<void(Attempt)>& done, Attempt attempt)>;

    // All three are called from the loop's thread and outlive it.
    Loop(
        const WebhookSettings& settings, const std::function<Instant()>& now, const Answer& answer
    );
    ~Loop();  // breaks off, answers everything, joins
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    void push(Job job);  // from any thread

 private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace dunghan::webhook
