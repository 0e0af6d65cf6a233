#include "adapters/http/server.h"

#include <algorithm>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>

#include "adapters/http/loop.h"
#include "adapters/http/tls.h"

namespace dunghan::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

}  // namespace

Server::Inside::Inside(ServerSettings settings_in, Router router_in, Guard guard_in)
    : settings(std::move(settings_in)), router(std::move(router_in)), guard(std::move(guard_in)) {
    const std::size_t each = (settings.connections_max + settings.threads - 1) / settings.threads;
    for (std::size_t i = 0; i < settings.threads; ++i) {
        loops.push_back(std::make_unique<Loop>(*this, each));
    }
    acceptor.emplace(loops.front()->io);
}

Server::Inside::~Inside() = default;

Result<void> Server::Inside::listen() {
    if (settings.tls) {
        tls_files.emplace(std::vector{settings.tls->certificate, settings.tls->key});
        auto made = make_tls(*settings.tls);
        if (!made) {
            return tl::unexpected(made.error());
        }
        tls.store(std::move(*made));
    }
    boost::system::error_code error;
    const auto address = asio::ip::make_address(settings.address, error);
    const tcp::endpoint endpoint(address, settings.port);
    const auto attempt = [&](auto&& act) {
        if (!error) {
            act();
        }
    };
    attempt([&] { (void)acceptor->open(endpoint.protocol(), error); });
    attempt([&] { (void)acceptor->set_option(tcp::acceptor::reuse_address(true), error); });
    attempt([&] { (void)acceptor->bind(endpoint, error); });
    attempt([&] { (void)acceptor->listen(asio::socket_base::max_listen_connections, error); });
    if (error) {
        return fail(
            ErrorCode::unavailable,
            "Expected to listen on " + settings.address + ":" + std::to_string(settings.port) +
                ", but " + error.message() + "; choose another address or port"
        );
    }
    port = acceptor->local_endpoint().port();
    return {};
}

// To the thread that has fewest.
void Server::Inside::accept() {
    Loop& loop =
        **std::ranges::min_element(loops, {}, [](const auto& one) { return one->given.load(); });
    acceptor->async_accept(loop.io, [this, &loop](const auto& error, tcp::socket socket) {
        if (error == asio::error::operation_aborted || loops.front()->stopping) {
            return;
        }
        if (error) {  // no descriptors left: idle connections give some back
            for (const auto& one : loops) {
                asio::post(one->io, [&one] { (void)one->make_room(); });
            }
        } else {
            ++loop.given;
            const auto kept = std::make_shared<tcp::socket>(std::move(socket));
            asio::dispatch(loop.io, [&loop, kept] { loop.begin(std::move(*kept)); });
        }
        accept();
    });
}

void Server::Inside::begin_stop() {
    for (const auto& loop : loops) {
        asio::post(loop->io, [this, &loop] {
            if (loop == loops.front()) {
                boost::system::error_code ignored;
                (void)acceptor->close(ignored);
            }
            loop->begin_stop();
        });
    }
}

Server::Server(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}

Server::~Server() {
    stop();
}

Result<std::unique_ptr<Server>> Server::start(ServerSettings settings, Router router, Guard guard) {
    auto inside =
        std::make_unique<Inside>(std::move(settings), std::move(router), std::move(guard));
    if (const auto listening = inside->listen(); !listening) {
        return tl::unexpected(listening.error());
    }
    inside->accept();
    for (const auto& loop : inside->loops) {
        loop->start();
    }
    return std::unique_ptr<Server>(new Server(std::move(inside)));
}

std::uint16_t Server::port() const {
    return inside_->port;
}

void Server::wake() {
    if (inside_->counting.streams == 0) {
        return;  // a stream that begins now looks for itself first
    }
    for (const auto& loop : inside_->loops) {
        asio::post(loop->io, [&loop] { loop->wake(); });
    }
}

Result<void> Server::refresh_tls() {
    Inside& inside = *inside_;
    if (!inside.tls_files || !inside.tls_files->changed()) {
        return {};
    }
    auto made = make_tls(*inside.settings.tls);
    if (!made) {
        return tl::unexpected(made.error());
    }
    inside.tls.store(std::move(*made));
    return {};
}

void Server::stop() {
    std::call_once(inside_->stopped, [this] {
        inside_->begin_stop();
        for (const auto& loop : inside_->loops) {
            loop->thread.join();
        }
    });
}

Counters Server::counters() const {
    const Counting& now = inside_->counting;
    Counters counters{
        now.connections, now.streams, now.accepted, now.evicted, now.refused, now.timeouts, {}};
    for (std::size_t i = 0; i < std::size(counters.answers); ++i) {
        counters.answers[i] = now.answers[i];
    }
    return counters;
}

}  // namespace dunghan::http
