// Connections that are kept for the next call to their origin. Internal to the room; of one loop.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <list>

#include "adapters/webhook/connection.h"

namespace dunghan::webhook {

class Pool {
 public:
    // `idle_max`: beyond which the one that was idle longest is closed.
    Pool(boost::asio::io_context& loop, std::size_t idle_max) : timer_(loop), idle_max_(idle_max) {}

    void keep(const std::string& origin, std::shared_ptr<Connection> connection);

    // The one used last; none: null.
    [[nodiscard]] std::shared_ptr<Connection> take(const std::string& origin);

    void forget(const Connection& ended);
    void close_all();

 private:
    struct Idle {
        std::string origin;
        std::shared_ptr<Connection> connection;
        std::chrono::steady_clock::time_point since;
    };

    void close_front();
    void watch();

    std::list<Idle> idle_;  // the one used last at the end
    boost::asio::steady_timer timer_;
    bool watching_ = false;
    std::size_t idle_max_;
};

}  // namespace dunghan::webhook
