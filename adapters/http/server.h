// The HTTP server: connections, times and limits. What a request means is the router's business.
//
// It has threads of its own, each with its connections; handlers are called there, several at once,
// and answer from wherever they like. Nothing waits without a limit, nothing grows without one:
// beyond `connections_max` the connection that has been idle longest makes room for the newest, and
// where none is idle the newest is told to come back.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>

#include "engine/base/result.h"

#include "adapters/http/router.h"

namespace dunghan::http {

struct Times {
    std::chrono::milliseconds idle{30'000};         // between requests
    std::chrono::milliseconds head{5'000};          // from its first octet to its last; a handshake
    std::chrono::milliseconds body{5'000};          // and a second for each octets_per_second
    std::chrono::milliseconds write{10'000};        // likewise
    std::chrono::milliseconds stop{10'000};         // for what is under way
    std::chrono::milliseconds connection{600'000};  // of its life, unless it is a stream
    std::uint64_t octets_per_second = 16 * 1024;
};

// PEM: the certificate with those that lead to its authority, and its private key.
struct TlsFiles {
    std::string certificate;
    std::string key;
};

struct ServerSettings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;          // 0: any that is free
    std::vector<std::string> hosts;  // as in check_fields
    std::optional<TlsFiles> tls;     // nothing: plain HTTP
    std::size_t threads = 1;         // at least 1; each has its part of the connections
    std::size_t connections_max = 1024;
    std::size_t requests_max = 1000;  // of one connection
    Times times;
};

// Looks at a request before its body is read: who is it, and may they? An answer ends it there.
using Guard = std::function<std::optional<Answer>(const Route&, Request&)>;

// Since the start, but for the first two.
struct Counters {
    std::uint64_t connections = 0;  // now
    std::uint64_t streams = 0;      // now
    std::uint64_t accepted = 0;
    std::uint64_t evicted = 0;      // idle ones that made room
    std::uint64_t refused = 0;      // requests the gate ended
    std::uint64_t timeouts = 0;     // connections that were too slow
    std::uint64_t answers[6] = {};  // by hundreds of their status: 2 is "2xx"
};

class Server {
 public:
    // Listens and serves from now on. Errors: unavailable (the address is taken or not ours),
    // invalid (a certificate or key that is none, or not of each other).
    [[nodiscard]] static Result<std::unique_ptr<Server>> start(
        ServerSettings settings, Router router, Guard guard
    );

    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    ~Server();  // stops

    [[nodiscard]] std::uint16_t port() const;

    // There may be something new for the streams. From any thread.
    void wake();

    // Looks whether certificate or key were changed: about once a second, from one thread. Error,
    // once for each change: they are no pair; new connections get the one before.
    [[nodiscard]] Result<void> refresh_tls();

    // No new connections; requests under way are answered, at most for Times::stop; streams end.
    // Returns when all is quiet. Not from a handler.
    void stop();

    [[nodiscard]] Counters counters() const;

    struct Inside;

 private:
    explicit Server(std::unique_ptr<Inside> inside);

    std::unique_ptr<Inside> inside_;
};

}  // namespace dunghan::http
