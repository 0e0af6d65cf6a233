// The calls that one loop has under way: each finds a connection, has its time, and ends once.
// Internal to the room.
#pragma once

#include <boost/asio/io_context.hpp>

#include "adapters/webhook/egress_guard.h"
#include "adapters/webhook/exchange.h"
#include "adapters/webhook/look_up.h"
#include "adapters/webhook/opening.h"
#include "adapters/webhook/pool.h"

namespace dunghan::webhook {

class Calls {
 public:
    using Ended = std::function<void(Exchange& exchange, Attempt attempt)>;

    // `ended`: from the loop's thread, perhaps within begin(). All outlive it.
    Calls(
        boost::asio::io_context& loop,
        const WebhookSettings& settings,
        const std::function<Instant()>& now,
        Ended ended
    );

    void begin(Job job);

    [[nodiscard]] std::size_t under_way() const { return under_way_.size(); }

    void break_off();  // all of them; closes the connections

 private:
    using Clock = std::chrono::steady_clock;
    using Going = std::shared_ptr<Exchange>;

    void carry(const Going& exchange, std::shared_ptr<Connection> connection, Instant now);
    void open_for(const Going& exchange);
    boost::asio::awaitable<void> open(Going exchange);
    [[nodiscard]] std::shared_ptr<Connection> connection_of(Opened& opened);
    void on_end(Connection& connection, const Going& exchange, std::string trouble);
    void end(const Going& exchange, Attempt attempt);
    void watch();
    void time_out(const Going& exchange);

    boost::asio::io_context& loop_;
    const WebhookSettings& settings_;
    const std::function<Instant()>& now_;
    Ended ended_;
    EgressGuard guard_;
    LookUps look_ups_;
    Authorities authorities_;
    Pool pool_;
    std::vector<char> scratch_;
    std::list<Going> under_way_;  // in the order in which they began
    boost::asio::steady_timer timer_;
    bool watching_ = false;
};

}  // namespace dunghan::webhook
