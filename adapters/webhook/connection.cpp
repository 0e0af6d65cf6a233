#include "adapters/webhook/connection.h"

#include <boost/asio/post.hpp>

#include "engine/base/assert.h"

namespace dunghan::webhook {
namespace {

constexpr unsigned steps_max = 16;          // then others have their turn
constexpr unsigned idle_wake_ups_max = 16;  // TLS has things of its own to say, but not many
constexpr std::size_t request_kept_octets = 65'536;

}  // namespace

Connection::Connection(Wire wire, SocketAddress peer, std::span<char> scratch, Ended ended)
    : wire_(std::move(wire)), peer_(peer), scratch_(scratch), ended_(std::move(ended)) {}

void Connection::begin(std::shared_ptr<Exchange> exchange) {
    DUNGHAN_ASSERT(open_ && !exchange_);
    exchange_ = std::move(exchange);
    exchange_->let_go();
    ++exchanges_;
    exchange_->write_request(request_);
    sent_ = 0;
    cut_short_ = false;
    idle_wake_ups_ = 0;
    answer_.begin();
    wait(Wire::State::wait_read);
    send();
}

void Connection::close() {
    if (open_) {
        open_ = false;
        wire_.close();
    }
}

void Connection::send() {
    while (sent_ < request_.size()) {
        const Wire::Step step = wire_.write_some(std::string_view(request_).substr(sent_));
        if (step.state == Wire::State::ended) {
            // It may have answered before it hung up: hear() finds out.
            sent_ = request_.size();
            cut_short_ = true;
        } else if (step.state == Wire::State::moved) {
            sent_ += step.octets;
        } else {
            wait(step.state);
            return;
        }
    }
}

// False: it waits, or has ended.
bool Connection::hear_some() {
    const Wire::Step step = wire_.read_some(scratch_);
    if (step.state == Wire::State::ended) {
        end(answer_.hear_end(), step.trouble);
        return false;
    }
    if (step.state != Wire::State::moved) {
        if (!exchange_ && ++idle_wake_ups_ > idle_wake_ups_max) {
            end(Answer::Heard::nonsense, {});
        } else {
            wait(step.state);
        }
        return false;
    }
    const auto heard = exchange_ ? answer_.hear({scratch_.data(), step.octets})
                                 : Answer::Heard::nonsense;  // nobody asked
    if (heard != Answer::Heard::more) {
        end(heard, "no answer in HTTP/1.1");
    }
    return heard == Answer::Heard::more;
}

void Connection::hear() {
    for (unsigned step = 0; step < steps_max; ++step) {
        if (!hear_some()) {
            return;
        }
    }
    boost::asio::post(wire_.socket().get_executor(), [self = shared_from_this()] {
        self->go_on();
    });
}

// What one end of the wire waits for can be what the other end moved: both go on.
void Connection::go_on() {
    if (open_ && exchange_) {
        send();
    }
    if (open_) {
        hear();
    }
}

void Connection::wait(Wire::State what) {
    bool& waits = what == Wire::State::wait_read ? waits_to_read_ : waits_to_write_;
    if (waits) {
        return;
    }
    waits = true;
    wire_.socket().async_wait(
        what == Wire::State::wait_read ? Wire::Socket::wait_read : Wire::Socket::wait_write,
        [self = shared_from_this(), &waits](const auto&) {
            waits = false;
            self->go_on();
        }
    );
}

// Waits on when it is kept: an idle connection that ends is noticed at once.
void Connection::end(Answer::Heard heard, std::string trouble) {
    const bool kept = exchange_ && heard == Answer::Heard::complete && sent_ == request_.size() &&
                      !cut_short_ && answer_.keeps_connection() && !wire_.holds_more();
    const auto exchange = std::exchange(exchange_, nullptr);
    wipe(request_);  // it may hold a token
    if (request_.capacity() > request_kept_octets) {
        request_ = {};
    }
    if (kept) {
        wait(Wire::State::wait_read);
    } else {
        close();
    }
    ended_(
        *this,
        exchange,
        heard == Answer::Heard::too_much ? "more than 64 KiB of headers" : std::move(trouble)
    );
}

}  // namespace dunghan::webhook
