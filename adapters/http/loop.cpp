#include "adapters/http/loop.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>

#include "adapters/http/connection.h"
#include "adapters/http/head_text.h"
#include "adapters/http/problem.h"

namespace dunghan::http {

namespace asio = boost::asio;
using asio::ip::tcp;

Loop::Loop(Server::Inside& server_in, std::size_t connections_max_in)
    : server(server_in), connections_max(connections_max_in), work(io.get_executor()) {}

void Loop::start() {
    thread = std::thread([this] { io.run(); });
}

bool Loop::make_room() {
    const auto idle = std::ranges::find_if(connections, [](const auto& connection) {
        return connection->is_idle();
    });
    if (idle == connections.end()) {
        return false;
    }
    ++server.counting.evicted;
    const auto connection = *idle;
    connection->close();
    end(*connection);
    return true;
}

void Loop::turn_away(tcp::socket socket) {
    --given;
    if (stopping || server.settings.tls) {  // a handshake would be what there is no room for
        return;
    }
    Answer full = problem(
        {503, "overloaded", "Expected fewer connections at once; try again in some seconds", ""}
    );
    full.fields = {{"Retry-After", "5"}};
    const std::string text =
        head_text(full, {false, false}, std::chrono::system_clock::now()) + full.body;
    boost::system::error_code error;
    (void)socket.non_blocking(true, error);
    (void)socket.write_some(asio::buffer(text), error);
}

void Loop::begin(tcp::socket socket) {
    ++server.counting.accepted;
    boost::system::error_code error;
    (void)socket.set_option(tcp::no_delay(true), error);
    if (stopping || (connections.size() >= connections_max && !make_room())) {
        turn_away(std::move(socket));
        return;
    }
    const auto connection = std::make_shared<Connection>(*this, std::move(socket));
    connection->place = connections.insert(connections.end(), connection);
    ++server.counting.connections;
    asio::co_spawn(
        io,
        [connection] { return connection->run(); },
        [this, connection](const std::exception_ptr&) { end(*connection); }
    );
}

void Loop::end(Connection& connection) {
    if (connection.place != connections.end()) {
        connections.erase(connection.place);
        connection.place = connections.end();
        --server.counting.connections;
        --given;
    }
    end_when_quiet();
}

void Loop::wake() {
    for (const auto& connection : connections) {
        connection->wake();
    }
}

void Loop::begin_stop() {
    stopping = true;
    for (const auto& connection : connections) {
        connection->is_idle() ? connection->close() : connection->wake();
    }
    stop_timer.expires_after(server.settings.times.stop);
    stop_timer.async_wait([this](const auto& error) {
        if (!error) {
            io.stop();
        }
    });
    work.reset();
    end_when_quiet();
}

void Loop::end_when_quiet() {
    if (stopping && connections.empty()) {
        stop_timer.cancel();
    }
}

}  // namespace dunghan::http
