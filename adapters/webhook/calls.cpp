#include "adapters/webhook/calls.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

namespace dunghan::webhook {
namespace {

constexpr std::size_t scratch_octets = 16'384;  // one record of TLS
constexpr long timeout_status = 408;            // of a server that had waited for any request
constexpr std::size_t idle_per_call = 4;        // connections kept for calls to other origins

}  // namespace

Calls::Calls(
    boost::asio::io_context& loop,
    const WebhookSettings& settings,
    const std::function<Instant()>& now,
    Ended ended
)
    : loop_(loop),
      settings_(settings),
      now_(now),
      ended_(std::move(ended)),
      guard_(settings.egress),
      look_ups_(loop),
      authorities_(settings.ca_file),
      pool_(loop, settings.in_flight_max * idle_per_call),
      scratch_(scratch_octets),
      timer_(loop) {}

void Calls::begin(Job job) {
    const auto exchange = std::make_shared<Exchange>(std::move(job), now_(), Clock::now());
    exchange->place.turn = under_way_.insert(under_way_.end(), exchange);
    watch();
    const Url& url = exchange->target().url;
    if (!url.tls && !settings_.egress.allow_loopback_for_tests) {
        end(exchange, exchange->end("Expected https"));
    } else if (auto kept = pool_.take(url.origin)) {
        carry(exchange, std::move(kept), exchange->started());
    } else {
        open_for(exchange);
    }
}

// Decided also on a connection that was kept: another endpoint's grant may have opened it, or the
// grant has expired since. Then the name may have another address by now.
void Calls::carry(const Going& exchange, std::shared_ptr<Connection> connection, Instant now) {
    EgressDecision decision = guard_.decide(connection->peer(), exchange->target().grants, now);
    if (!decision.allowed) {
        connection->close();
        open_for(exchange);
        return;
    }
    exchange->place.connection = connection;
    connection->begin(exchange);
}

void Calls::open_for(const Going& exchange) {
    boost::asio::co_spawn(loop_, open(exchange), boost::asio::detached);
}

boost::asio::awaitable<void> Calls::open(Going exchange) {
    const OpeningSurroundings around{loop_, settings_, now_, guard_, look_ups_, authorities_};
    Opening opening(around, exchange->target_kept(), exchange->begun() + settings_.total_timeout);
    Opened opened = co_await opening.open();
    auto connection = opened.wire ? connection_of(opened) : nullptr;
    if (exchange->place.ended) {
        co_return;  // its time is over; nothing was sent
    }
    if (connection) {
        carry(exchange, std::move(connection), now_());
        co_return;
    }
    exchange->deny(std::move(opened.denial));
    end(exchange,
        opened.timed_out ? exchange->time_out(std::move(opened.trouble))
                         : exchange->end(std::move(opened.trouble)));
}

std::shared_ptr<Connection> Calls::connection_of(Opened& opened) {
    return std::make_shared<Connection>(
        std::move(*opened.wire),
        opened.peer,
        std::span<char>(scratch_),
        [this](Connection& connection, const Going& exchange, std::string trouble) {
            on_end(connection, exchange, std::move(trouble));
        }
    );
}

void Calls::on_end(Connection& connection, const Going& exchange, std::string trouble) {
    if (!exchange) {
        pool_.forget(connection);
        return;
    }
    const auto here = std::move(exchange->place.connection);
    // The peer may hang up on a connection it kept just when the next request comes. Its id tells
    // it should it have taken the request all the same.
    const bool hung_up = !here->is_open() && here->is_kept() &&
                         (!here->answer().begun() || here->answer().status() == timeout_status);
    if (hung_up && !exchange->place.sent_again) {
        exchange->place.sent_again = true;
        open_for(exchange);
        return;
    }
    Attempt attempt = exchange->end(here->answer(), std::move(trouble), now_);
    if (here->is_open()) {
        pool_.keep(exchange->target().url.origin, here);
    }
    end(exchange, std::move(attempt));
}

void Calls::end(const Going& exchange, Attempt attempt) {
    exchange->place.ended = true;
    const Going keep = exchange;  // its entry goes
    under_way_.erase(keep->place.turn);
    ended_(*keep, std::move(attempt));
}

// All have the same time: the first to begin is the first to run out.
void Calls::watch() {
    if (watching_ || under_way_.empty()) {
        return;
    }
    watching_ = true;
    timer_.expires_at(under_way_.front()->begun() + settings_.total_timeout);
    timer_.async_wait([this](const auto& error) {
        watching_ = false;
        const auto before = Clock::now() - settings_.total_timeout;
        while (!error && !under_way_.empty() && under_way_.front()->begun() <= before) {
            time_out(Going(under_way_.front()));
        }
        if (!error) {
            watch();
        }
    });
}

void Calls::time_out(const Going& exchange) {
    const auto connection = std::move(exchange->place.connection);
    if (!connection) {
        end(exchange, exchange->time_out("no connection in time"));
        return;
    }
    connection->close();
    Attempt attempt = exchange->end(connection->answer(), "no answer in time", now_);
    attempt.timed_out = attempt.status == 0;
    end(exchange, std::move(attempt));
}

void Calls::break_off() {
    while (!under_way_.empty()) {
        const Going exchange = under_way_.front();
        if (const auto connection = std::move(exchange->place.connection)) {
            connection->close();
        }
        end(exchange, exchange->break_off());
    }
    pool_.close_all();
}

}  // namespace dunghan::webhook
