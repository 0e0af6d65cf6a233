#include "adapters/http/server.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include "adapters/http/connection.h"
#include "adapters/http/head_text.h"
#include "adapters/http/problem.h"
#include "adapters/http/tls.h"

namespace dunghan::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

}  // namespace

Server::Inside::Inside(ServerSettings settings_in, Router router_in, Guard guard_in)
    : settings(std::move(settings_in)), router(std::move(router_in)), guard(std::move(guard_in)) {}

Server::Inside::~Inside() = default;

Result<void> Server::Inside::listen() {
    if (settings.tls) {
        auto made = make_tls(*settings.tls);
        if (!made) {
            return tl::unexpected(made.error());
        }
        tls = std::move(*made);
    }
    boost::system::error_code error;
    const auto address = asio::ip::make_address(settings.address, error);
    const tcp::endpoint endpoint(address, settings.port);
    const auto attempt = [&](auto&& act) {
        if (!error) {
            act();
        }
    };
    attempt([&] { (void)acceptor.open(endpoint.protocol(), error); });
    attempt([&] { (void)acceptor.set_option(tcp::acceptor::reuse_address(true), error); });
    attempt([&] { (void)acceptor.bind(endpoint, error); });
    attempt([&] { (void)acceptor.listen(asio::socket_base::max_listen_connections, error); });
    if (error) {
        return fail(
            ErrorCode::unavailable,
            "Expected to listen on " + settings.address + ":" + std::to_string(settings.port) +
                ", but " + error.message() + "; choose another address or port"
        );
    }
    port = acceptor.local_endpoint().port();
    return {};
}

void Server::Inside::accept() {
    acceptor.async_accept([this](const auto& error, tcp::socket socket) {
        if (stopping || error == asio::error::operation_aborted) {
            return;
        }
        if (error) {  // no descriptors left: an idle connection gives one back
            (void)make_room();
        } else {
            begin(std::move(socket));
        }
        accept();
    });
}

bool Server::Inside::make_room() {
    const auto idle = std::ranges::find_if(connections, [](const auto& connection) {
        return connection->is_idle();
    });
    if (idle == connections.end()) {
        return false;
    }
    ++counting.evicted;
    const auto connection = *idle;
    connection->close();
    end(*connection);
    return true;
}

void Server::Inside::begin(tcp::socket socket) {
    ++counting.accepted;
    boost::system::error_code error;
    (void)socket.set_option(tcp::no_delay(true), error);
    if (connections.size() >= settings.connections_max && !make_room()) {
        Answer full = problem(
            {503, "overloaded", "Expected fewer connections at once; try again in some seconds", ""}
        );
        full.fields = {{"Retry-After", "5"}};
        const std::string text =
            head_text(full, {false, false}, std::chrono::system_clock::now()) + full.body;
        (void)socket.non_blocking(true, error);
        if (!tls) {  // a handshake would be what there is no room for
            (void)socket.write_some(asio::buffer(text), error);
        }
        return;
    }
    const auto connection = std::make_shared<Connection>(*this, std::move(socket));
    connection->place = connections.insert(connections.end(), connection);
    counting.connections = connections.size();
    asio::co_spawn(
        io,
        [connection] { return connection->run(); },
        [this, connection](const std::exception_ptr&) { end(*connection); }
    );
}

void Server::Inside::end(Connection& connection) {
    if (connection.place != connections.end()) {
        connections.erase(connection.place);
        connection.place = connections.end();
    }
    counting.connections = connections.size();
    end_when_quiet();
}

void Server::Inside::begin_stop() {
    stopping = true;
    boost::system::error_code ignored;
    (void)acceptor.close(ignored);
    for (const auto& connection : connections) {
        connection->is_idle() ? connection->close() : connection->wake();
    }
    stop_timer.expires_after(settings.times.stop);
    stop_timer.async_wait([this](const auto& error) {
        if (!error) {
            io.stop();
        }
    });
    end_when_quiet();
}

void Server::Inside::end_when_quiet() {
    if (stopping && connections.empty()) {
        stop_timer.cancel();
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
    inside->thread = std::thread([&io = inside->io] { io.run(); });
    return std::unique_ptr<Server>(new Server(std::move(inside)));
}

std::uint16_t Server::port() const {
    return inside_->port;
}

void Server::wake() {
    if (inside_->counting.streams == 0) {
        return;  // a stream that begins now looks for itself first
    }
    asio::post(inside_->io, [inside = inside_.get()] {
        for (const auto& connection : inside->connections) {
            connection->wake();
        }
    });
}

void Server::stop() {
    std::call_once(inside_->stopped, [this] {
        asio::post(inside_->io, [inside = inside_.get()] { inside->begin_stop(); });
        inside_->thread.join();
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
