#include "adapters/http/wire.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace dunghan::http {
namespace {

namespace asio = boost::asio;

// Errors are values here.
auto quietly(Wire::Error& error) {
    return asio::redirect_error(asio::use_awaitable, error);
}

}  // namespace

Wire::Wire(asio::ip::tcp::socket socket, Tls tls)
    : context_(std::move(tls)), stream_(std::move(socket)) {
    if (context_) {
        tls_.emplace(stream_, *context_);
    }
}

asio::awaitable<bool> Wire::open(Error& error) {
    if (tls_) {
        co_await tls_->async_handshake(asio::ssl::stream_base::server, quietly(error));
    }
    co_return !error;
}

asio::awaitable<std::size_t> Wire::read_some(asio::mutable_buffer into, Error& error) {
    if (tls_) {
        co_return co_await tls_->async_read_some(into, quietly(error));
    }
    co_return co_await stream_.async_read_some(into, quietly(error));
}

asio::awaitable<void> Wire::write(asio::const_buffer octets, Error& error) {
    if (tls_) {
        co_await asio::async_write(*tls_, octets, quietly(error));
    } else {
        co_await asio::async_write(stream_, octets, quietly(error));
    }
}

// TLS is told first, so that its reader knows the end from a cut.
asio::awaitable<void> Wire::end(Error& error) {
    if (tls_) {
        co_await tls_->async_shutdown(quietly(error));
    }
    (void)stream_.socket().shutdown(asio::socket_base::shutdown_send, error);
}

void Wire::close() {
    Error ignored;
    (void)stream_.socket().shutdown(asio::socket_base::shutdown_both, ignored);
    stream_.close();
}

void Wire::reset() {
    Error ignored;
    (void)stream_.socket().set_option(asio::socket_base::linger(true, 0), ignored);
    stream_.close();
}

std::string Wire::peer() const {
    Error error;
    return stream_.socket().remote_endpoint(error).address().to_string();
}

}  // namespace dunghan::http
