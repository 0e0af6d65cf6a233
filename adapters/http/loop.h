// One thread of the server, and its connections. Everything here is of that thread, but for what
// says otherwise. Internal to the room.
#pragma once

#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <list>
#include <thread>

#include "adapters/http/server_inside.h"

namespace dunghan::http {

class Connection;

struct Loop {
    Loop(Server::Inside& server_in, std::size_t connections_max_in);

    void start();  // the thread; once
    void begin(boost::asio::ip::tcp::socket socket);
    bool make_room();  // false: nobody is idle
    void end(Connection& connection);
    void wake();
    void begin_stop();

    Server::Inside& server;
    const std::size_t connections_max;
    boost::asio::io_context io{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work;
    boost::asio::steady_timer stop_timer{io};
    std::list<std::shared_ptr<Connection>> connections;  // the one that was of use last at the end
    bool stopping = false;
    std::atomic<std::size_t> given = 0;  // connections, here or on their way; from any thread
    std::thread thread;

 private:
    void turn_away(boost::asio::ip::tcp::socket socket);
    void end_when_quiet();
};

}  // namespace dunghan::http
