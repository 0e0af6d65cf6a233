#include "adapters/webhook/opening.h"

#include <algorithm>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fcntl.h>

namespace dunghan::webhook {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;

constexpr std::size_t addresses_max = 8;  // a name may have thousands, of other people's machines

// Ends what waits for the socket when its time is over.
class Alarm {
 public:
    Alarm(asio::io_context& loop, Wire::Socket& socket, Clock::time_point at) : timer_(loop, at) {
        state_->socket = &socket;
        timer_.async_wait([state = state_](const error_code& error) {
            if (!error && state->socket != nullptr) {
                state->rang = true;
                error_code ignored;
                (void)state->socket->close(ignored);
            }
        });
    }

    ~Alarm() { state_->socket = nullptr; }

    Alarm(const Alarm&) = delete;
    Alarm& operator=(const Alarm&) = delete;

    [[nodiscard]] bool rang() const { return state_->rang; }

 private:
    struct State {
        Wire::Socket* socket = nullptr;
        bool rang = false;
    };

    std::shared_ptr<State> state_ = std::make_shared<State>();
    asio::steady_timer timer_;
};

auto quietly(error_code& error) {
    return asio::redirect_error(asio::use_awaitable, error);
}

std::string text_of(const asio::ip::tcp::endpoint& address) {
    return address.address().to_string() + " port " + std::to_string(address.port());
}

}  // namespace

Opening::Opening(
    const OpeningSurroundings& around, std::shared_ptr<const Target> target, Clock::time_point end
)
    : around_(around),
      target_(std::move(target)),
      end_(std::min(end, Clock::now() + around.settings.connect_timeout)) {}

void Opening::fail(std::string trouble, bool timed_out) {
    opened_.trouble = std::move(trouble);
    opened_.timed_out = timed_out;
}

asio::awaitable<LookUps::Addresses> Opening::look_up() {
    struct Waiting {
        Waiting(asio::io_context& loop, Clock::time_point until) : timer(loop, until) {}

        asio::steady_timer timer;
        std::optional<LookUps::Found> found;
    };

    const auto waiting = std::make_shared<Waiting>(around_.loop, end_);
    around_.look_ups
        .find(target_->url.host, target_->url.port, [waiting](const LookUps::Found& found) {
            waiting->found = found;
            waiting->timer.cancel();
        });
    error_code ignored;
    co_await waiting->timer.async_wait(quietly(ignored));
    if (!waiting->found) {
        fail("no address of " + target_->url.host + " was found in time", true);
        co_return LookUps::Addresses{};
    }
    fail(waiting->found->trouble, false);
    co_return waiting->found->addresses;
}

bool Opening::may_reach(const Address& address) {
    const auto to = socket_address_of(address.data(), address.size());
    EgressDecision decision = to ? around_.guard.decide(*to, target_->grants, around_.now())
                                 : EgressDecision{false, "neither IPv4 nor IPv6"};
    if (decision.allowed) {
        opened_.peer = *to;
    } else if (!tried_) {
        opened_.denial = std::move(decision.reason);
    }
    return decision.allowed;
}

asio::awaitable<bool> Opening::connect(
    Wire::Socket& socket, const Address& address, Clock::time_point until
) {
    error_code error;
    (void)socket.open(address.protocol(), error);
    if (!error) {
        (void)::fcntl(socket.native_handle(), F_SETFD, FD_CLOEXEC);
        const Alarm alarm(around_.loop, socket, until);
        co_await socket.async_connect(address, quietly(error));
        if (alarm.rang()) {
            fail(text_of(address) + " did not answer in time", true);
            co_return false;
        }
    }
    if (error) {
        fail(text_of(address) + ": " + error.message(), false);
    }
    co_return !error;
}

std::optional<Session> Opening::session_on(Wire::Socket& socket) {
    if (!target_->url.tls) {
        return Session{};
    }
    const auto tls = around_.authorities.tls();
    if (!tls) {
        fail(tls.error().detail, false);
        return std::nullopt;
    }
    return (*tls)->session(socket.native_handle(), target_->url.host);
}

asio::awaitable<bool> Opening::shake_hands(Wire& wire, Clock::time_point until) {
    const Alarm alarm(around_.loop, wire.socket(), until);
    for (;;) {
        const Wire::Step step = wire.shake_hands();
        if (step.state == Wire::State::moved) {
            co_return true;
        }
        if (step.state == Wire::State::ended) {
            fail("TLS: " + step.trouble, false);
            co_return false;
        }
        error_code error;
        co_await wire.socket().async_wait(
            step.state == Wire::State::wait_read ? Wire::Socket::wait_read
                                                 : Wire::Socket::wait_write,
            quietly(error)
        );
        if (alarm.rang()) {
            fail("TLS: the handshake took too long", true);
            co_return false;
        }
    }
}

asio::awaitable<void> Opening::try_address(const Address& address, Clock::time_point until) {
    tried_ = true;
    opened_.denial.clear();
    Wire::Socket socket(around_.loop);
    const bool connected = co_await connect(socket, address, until);
    std::optional<Session> session = connected ? session_on(socket) : std::nullopt;
    if (!session) {
        co_return;
    }
    Wire wire(std::move(socket), std::move(*session));
    const bool agreed = co_await shake_hands(wire, until);
    if (agreed) {
        opened_.wire.emplace(std::move(wire));
    }
}

asio::awaitable<Opened> Opening::open() {
    const LookUps::Addresses addresses = co_await look_up();
    const std::size_t count = std::min(addresses.size(), addresses_max);
    for (std::size_t i = 0; i < count && !opened_.wire && Clock::now() < end_; ++i) {
        const Clock::time_point now = Clock::now();
        if (may_reach(addresses[i])) {
            const Clock::duration share = (end_ - now) / static_cast<long>(count - i);
            co_await try_address(addresses[i], now + share);
        }
    }
    co_return std::move(opened_);
}

}  // namespace dunghan::webhook
