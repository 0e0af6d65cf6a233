// What the server keeps out of its header: what its threads share. It does not change once they
// run, but for what says otherwise.
#pragma once

#include <atomic>
#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "adapters/disk/watch.h"
#include "adapters/http/server.h"
#include "adapters/http/tls.h"

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
    std::atomic<Tls> tls;                                    // null: plain; may be replaced
    std::optional<disk::Watch> tls_files;                    // of refresh_tls()'s thread
    std::vector<std::unique_ptr<Loop>> loops;                // at least one
    std::optional<boost::asio::ip::tcp::acceptor> acceptor;  // of the first loop's thread
    std::uint16_t port = 0;
    std::once_flag stopped;
};

}  // namespace dunghan::http
