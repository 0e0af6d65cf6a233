// From a URL to an open wire: the name is looked up, each of its addresses decided on before
// connect(), the certificate checked. Internal to the room.
#pragma once

#include <boost/asio/awaitable.hpp>

#include "adapters/webhook/authorities.h"
#include "adapters/webhook/egress_guard.h"
#include "adapters/webhook/look_up.h"
#include "adapters/webhook/wire.h"

namespace dunghan::webhook {

struct Opened {
    std::optional<Wire> wire;  // nothing: the rest says why
    SocketAddress peer;
    std::string denial;  // of the last address that was refused, when all were
    std::string trouble;
    bool timed_out = false;
};

struct OpeningSurroundings {
    boost::asio::io_context& loop;
    const WebhookSettings& settings;
    const std::function<Instant()>& now;
    EgressGuard& guard;
    LookUps& look_ups;
    Authorities& authorities;
};

// For one wire.
class Opening {
 public:
    using Clock = std::chrono::steady_clock;

    // It has the time of the settings, but not beyond `end`.
    Opening(
        const OpeningSurroundings& around,
        std::shared_ptr<const Target> target,
        Clock::time_point end
    );

    // Once. The first addresses are tried one after the other, each in its share of the time that
    // is left.
    [[nodiscard]] boost::asio::awaitable<Opened> open();

 private:
    using Address = boost::asio::ip::tcp::endpoint;

    [[nodiscard]] boost::asio::awaitable<LookUps::Addresses> look_up();
    [[nodiscard]] bool may_reach(const Address& address);
    boost::asio::awaitable<void> try_address(const Address& address, Clock::time_point until);
    boost::asio::awaitable<bool> connect(
        Wire::Socket& socket, const Address& address, Clock::time_point until
    );
    [[nodiscard]] std::optional<Session> session_on(Wire::Socket& socket);
    boost::asio::awaitable<bool> shake_hands(Wire& wire, Clock::time_point until);
    void fail(std::string trouble, bool timed_out);

    OpeningSurroundings around_;
    std::shared_ptr<const Target> target_;
    Clock::time_point end_;
    bool tried_ = false;  // an address that was allowed
    Opened opened_;
};

}  // namespace dunghan::webhook
