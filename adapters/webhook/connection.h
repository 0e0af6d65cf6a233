// A connection to an origin, kept from one exchange to the next. Internal to the room; of one loop.
#pragma once

#include <functional>
#include <memory>

#include "adapters/webhook/exchange.h"
#include "adapters/webhook/wire.h"

namespace dunghan::webhook {

class Connection : public std::enable_shared_from_this<Connection> {
 public:
    // The exchange ended: what was heard is in answer(), and `trouble` says for people why it is
    // not more. Null: the connection ended while it was idle.
    using Ended = std::function<
        void(Connection&, const std::shared_ptr<Exchange>& exchange, std::string trouble)>;

    // `scratch`: octets are read into it; shared by the connections of the loop.
    Connection(Wire wire, SocketAddress peer, std::span<char> scratch, Ended ended);

    // One exchange at a time. Asserts that it is open.
    void begin(std::shared_ptr<Exchange> exchange);

    // Nothing of it is heard any more.
    void close();

    [[nodiscard]] bool is_open() const { return open_; }

    [[nodiscard]] const SocketAddress& peer() const { return peer_; }

    // An exchange went well on it before the present one.
    [[nodiscard]] bool is_kept() const { return exchanges_ > 1; }

    [[nodiscard]] Answer& answer() { return answer_; }

 private:
    void send();
    void hear();
    void wait(Wire::State what);
    void go_on();
    [[nodiscard]] bool hear_some();
    void end(Answer::Heard heard, std::string trouble);

    Wire wire_;
    SocketAddress peer_;
    std::span<char> scratch_;
    Ended ended_;
    bool open_ = true;
    bool waits_to_read_ = false;
    bool waits_to_write_ = false;
    std::size_t exchanges_ = 0;
    std::shared_ptr<Exchange> exchange_;  // null: idle
    std::string request_;
    std::size_t sent_ = 0;
    bool cut_short_ = false;      // the request could not be sent whole
    unsigned idle_wake_ups_ = 0;  // without an octet for us
    Answer answer_;
};

}  // namespace dunghan::webhook
