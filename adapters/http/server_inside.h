// What the server keeps out of its header. Everything here is of the server's own thread, but for
// what says otherwise.
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <list>
#include <mutex>
#include <thread>

#include "adapters/http/server.h"

namespace dunghan::http {

class Connection;

// As in Counters; read from any thread.
struct Counting {
    std::atomic<std::uint64_t> connections = 0;
    std::atomic<std::uint64_t> streams = 0;
    std::atomic<std::uint64_t> accepted = 0;
    std::atomic<std::uint64_t> evicted = 0;
    std::atomic<std::uint64_t> refused = 0;
    std::atomic<std::uint64_t> timeouts = 0;
    std::atomic<std::uint64_t> answers[6] = {};
};

struct Server::Inside {
    Inside(ServerSettings settings, Router router, Guard guard);
    ~Inside();

    [[nodiscard]] Result<void> listen();
    void accept();
    void begin(boost::asio::ip::tcp::socket socket);
    [[nodiscard]] bool make_room();  // false: nobody is idle
    void end(Connection& connection);
    void begin_stop();
    void end_when_quiet();

    const ServerSettings settings;
    const Router router;
    const Guard guard;
    Counting counting;
    boost::asio::io_context io{1};
    std::optional<boost::asio::ssl::context> tls;  // nothing: plain
    boost::asio::ip::tcp::acceptor acceptor{io};
    boost::asio::steady_timer stop_timer{io};
    std::list<std::shared_ptr<Connection>> connections;  // the one that was of use last at the end
    bool stopping = false;
    std::uint16_t port = 0;
    std::once_flag stopped;
    std::thread thread;
};

}  // namespace dunghan::http
