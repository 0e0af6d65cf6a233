// One thread of the sender: takes calls from its lanes, drives them, hands answers out.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "adapters/webhook/exchange.h"

namespace dunghan::webhook {

struct Answered {
    std::function<void(Attempt)> done;
    Attempt attempt;
};

class Loop {
 public:
    // Takes them out. Those that came at once come together.
    using Answer = std::function<void(std::vector<Answered>& answers)>;

    // All three outlive it. `now` and `answer`: from the loop's thread; `answer` also from push().
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
