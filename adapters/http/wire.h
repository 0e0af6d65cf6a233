// The octets of one connection, plain or under TLS; every step ends when its time does. Internal to
// the room.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <optional>

#include "adapters/http/tls.h"

namespace dunghan::http {

class Wire {
 public:
    using Error = boost::system::error_code;

    // `tls` null: plain.
    Wire(boost::asio::ip::tcp::socket socket, Tls tls);

    // Of all steps from here on, until it is called again; then they end with error::timeout.
    void expires_after(std::chrono::milliseconds time) { stream_.expires_after(time); }

    // The handshake of TLS; nothing where there is none. False: none was reached.
    [[nodiscard]] boost::asio::awaitable<bool> open(Error& error);

    // At least one octet, but for an error.
    [[nodiscard]] boost::asio::awaitable<std::size_t> read_some(
        boost::asio::mutable_buffer into, Error& error
    );
    [[nodiscard]] boost::asio::awaitable<void> write(
        boost::asio::const_buffer octets, Error& error
    );

    // Says that nothing more will be written; the other end may still be read.
    [[nodiscard]] boost::asio::awaitable<void> end(Error& error);

    void close();  // whatever waits for it ends
    void reset();  // likewise, and the other end sees that what has come is not all

    [[nodiscard]] bool is_open() const { return stream_.socket().is_open(); }

    [[nodiscard]] std::string peer() const;  // "127.0.0.1"; empty: gone already

 private:
    Tls context_;  // before what was made by it
    mutable boost::beast::tcp_stream stream_;
    std::optional<boost::asio::ssl::stream<boost::beast::tcp_stream&>> tls_;
};

}  // namespace dunghan::http
