// What the server keeps out of its header: what its threads share. It does not change once they
// run, but for what says otherwise.
#pragma once

#include <atomic>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "adapters/http/server.h"

namespace dunghan::http {

struct Loop;

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
    void begin_stop();

    const ServerSettings settings;
    const Router router;
    const Guard guard;
    Counting counting;
    std::optional<boost::asio::ssl::context> tls;            // nothing: plain
    std::vector<std::unique_ptr<Loop>> loops;                // at least one
    std::optional<boost::asio::ip::tcp::acceptor> acceptor;  // of the first loop's thread
    std::uint16_t port = 0;
    std::once_flag stopped;
};

}  // namespace dunghan::http
