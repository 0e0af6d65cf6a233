// From a recorded event to the endpoints that asked for it: follows the log for each of them, makes
// attempts when they are due, and disables who answers no more.
//
// It never waits. What it is up to is in the ledger, so that a process that ends is repaired by
// beginning again: at worst a call is made twice, under the same webhook-id. Single-threaded,
// beside the Engine it drives.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/port/call_sender.h"
#include "engine/port/ledger.h"
#include "engine/runtime/engine.h"

namespace dunghan {

struct DispatchSettings {
    std::string message_domain = "dunghan.local";  // of the mail to an endpoint's owner
    std::int64_t keep_ms = 30 * ms_per_day;        // attempts, in the ledger
    std::size_t under_way_max = 1'024;             // calls of all endpoints together
    std::size_t per_endpoint_max = 64;             // of these of one
};

// What a turn did, for logs and metrics.
struct DispatchReport {
    std::optional<Instant> next;  // nothing to do before this instant; none: nothing at all
    std::size_t started = 0;      // attempts begun
    std::size_t delivered = 0;
    std::size_t failed = 0;
    std::size_t given_up = 0;           // of these for good: dead letters
    std::vector<std::string> troubles;  // for a person: endpoints that were disabled
};

class Dispatcher {
 public:
    // All must outlive it.
    Dispatcher(Engine& engine, Ledger& ledger, CallSender& sender, DispatchSettings settings);
    ~Dispatcher();
    Dispatcher(const Dispatcher&) = delete;
    Dispatcher& operator=(const Dispatcher&) = delete;

    // One bounded round of work at the engine's present time. Nothing begins while the outbox is
    // held. Error: the store's or the ledger's; stop then.
    [[nodiscard]] Result<DispatchReport> turn();

    // From here on only answers are settled, and nothing begins.
    void begin_stop();

    [[nodiscard]] std::size_t under_way() const;

 private:
    struct Inside;
    std::shared_ptr<Inside> inside_;  // answers hold on to it
};

}  // namespace dunghan
