// One connection's octets, plain or in TLS: moves what can be moved now and says what to wait for.
// For one thread, which blocks SIGPIPE. Internal to the room.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <span>

#include "adapters/webhook/tls.h"

namespace dunghan::webhook {

class Wire {
 public:
    using Socket = boost::asio::ip::tcp::socket;

    enum class State {
        moved,       // `octets` of them
        wait_read,   // nothing moved; again when the socket can be read
        wait_write,  // nothing moved; again when it can be written
        ended,       // by the peer, or broken: `trouble` says how
    };

    struct Step {
        State state = State::ended;
        std::size_t octets = 0;
        std::string trouble;
    };

    // A connected socket; a session on it when TLS is spoken.
    Wire(Socket socket, Session session);

    [[nodiscard]] Step shake_hands();  // moved (0): done, also when there is none
    [[nodiscard]] Step read_some(std::span<char> into);
    [[nodiscard]] Step write_some(std::string_view octets);

    // Octets that have come and that nothing waits for: the socket is not readable for them.
    [[nodiscard]] bool holds_more() const;

    // Says so to the peer where that can be done without waiting.
    void close();

    [[nodiscard]] Socket& socket() { return socket_; }

 private:
    [[nodiscard]] Step step_of(int done);

    Socket socket_;
    Session session_;  // last: it uses the socket
};

}  // namespace dunghan::webhook
