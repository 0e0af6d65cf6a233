#include "adapters/asio/serve.h"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <utility>

namespace dunghan {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;

constexpr milliseconds tick_max{1000};
constexpr std::chrono::seconds stop_wait_max{30};

}  // namespace

struct ServeLoop::Inside {
    asio::io_context io;
    asio::signal_set signals{io, SIGTERM, SIGINT};  // from the start: none may be missed
    asio::steady_timer timer{io};
    std::optional<std::chrono::steady_clock::time_point> stop_by;  // set: stopping
    Result<void> outcome;

    void begin_stop() {
        if (!stop_by) {
            stop_by = std::chrono::steady_clock::now() + stop_wait_max;
        }
        timer.cancel();
    }
};

namespace {

milliseconds wait_for(std::optional<Instant> next, Instant now, double rate) {
    if (!next) {
        return tick_max;
    }
    const double real_ms = static_cast<double>(std::max<std::int64_t>(next->ms - now.ms, 0)) / rate;
    return std::min(tick_max, milliseconds(static_cast<std::int64_t>(real_ms)));
}

}  // namespace

ServeLoop::ServeLoop() : inside_(std::make_unique<Inside>()) {}

ServeLoop::~ServeLoop() = default;

std::function<void(std::function<void()>)> ServeLoop::executor() {
    return [this](std::function<void()> work) {
        // An answer has come: have it recorded now, not at the next tick.
        asio::post(inside_->io, [this, work = std::move(work)] {
            work();
            inside_->timer.cancel();
        });
    };
}

Result<void> ServeLoop::run(Scheduler& scheduler, const Clock& clock, const ServeOptions& options) {
    Inside& inside = *inside_;
    inside.signals.async_wait([&](const auto& error, int) {
        if (!error) {
            inside.begin_stop();
        }
    });
    bool told_to_stop = false;
    const std::function<void()> turn = [&] {
        const auto report = options.health().and_then([&] {
            return inside.stop_by ? scheduler.settle_only() : scheduler.tick();
        });
        if (!report) {
            inside.outcome = tl::unexpected(report.error());
            inside.io.stop();
            return;
        }
        options.report(*report);
        const auto also = options.also(inside.stop_by.has_value());
        if (!also) {
            inside.outcome = tl::unexpected(also.error());
            inside.io.stop();
            return;
        }
        if (options.until && clock.now() >= *options.until) {
            inside.begin_stop();
        }
        const bool patient = inside.stop_by && std::chrono::steady_clock::now() < *inside.stop_by;
        if (inside.stop_by && !std::exchange(told_to_stop, true)) {
            options.begin_stop();
        }
        const bool quiet = scheduler.in_flight() == 0 && options.is_quiet();
        if (inside.stop_by && (quiet || !patient)) {
            inside.io.stop();
            return;
        }
        auto next = report->next;
        if (*also && (!next || **also < *next)) {
            next = *also;
        }
        if (options.until && (!next || *options.until < *next)) {
            next = options.until;
        }
        inside.timer.expires_after(wait_for(next, clock.now(), options.rate));
        inside.timer.async_wait([&](const auto&) { turn(); });
    };
    asio::post(inside.io, turn);
    inside.io.run();
    inside.signals.cancel();
    return inside.outcome;
}

}  // namespace dunghan
