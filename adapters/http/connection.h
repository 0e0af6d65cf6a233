// One connection, from its first octet to its last: read a head, let the gate see it, ask the
// guard, read the body, have it answered, write; and again. Internal to the room.
#pragma once

#include <boost/asio/awaitable.hpp>

#include "adapters/http/gate.h"
#include "adapters/http/loop.h"
#include "adapters/http/wire.h"

namespace dunghan::http {

class Connection : public std::enable_shared_from_this<Connection> {
 public:
    Connection(Loop& loop, boost::asio::ip::tcp::socket socket);

    // Until the connection is closed by either side.
    [[nodiscard]] boost::asio::awaitable<void> run();

    void close();  // whatever it waits for ends
    void wake();   // its stream, if it has one, looks again

    [[nodiscard]] bool is_idle() const { return idle_; }  // no whole request has come

    std::list<std::shared_ptr<Connection>>::iterator place;  // in its loop's list

 private:
    using Error = boost::system::error_code;

    // What the next step is about; nothing: the connection ends.
    [[nodiscard]] boost::asio::awaitable<bool> read_head();
    [[nodiscard]] boost::asio::awaitable<bool> read_more(std::size_t octets_max);
    [[nodiscard]] tl::expected<Framing, Refusal> understand();
    [[nodiscard]] boost::asio::awaitable<bool> serve_one();
    [[nodiscard]] boost::asio::awaitable<bool> read_body(const Framing& framing);
    [[nodiscard]] Request take_request();
    [[nodiscard]] boost::asio::awaitable<Answer> act(const Route& route);
    [[nodiscard]] boost::asio::awaitable<bool> write(Answer answer);
    [[nodiscard]] boost::asio::awaitable<void> stream_on(Stream& stream);
    [[nodiscard]] boost::asio::awaitable<bool> send(std::string_view octets);
    [[nodiscard]] std::optional<Answer> route(const Route*& found);
    [[nodiscard]] boost::asio::awaitable<void> linger();
    void note_end(const Error& error);

    Loop& loop_;
    Server::Inside& server_;  // the loop's
    Wire wire_;
    boost::asio::steady_timer quiet_;  // of a stream that has nothing to say
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
    std::string in_;             // what came and was not used yet
    std::size_t head_size_ = 0;  // of the request at its beginning
    Request request_;
    std::size_t served_ = 0;
    bool idle_ = true;
    bool last_ = false;  // the connection ends with this answer
};

}  // namespace dunghan::http
