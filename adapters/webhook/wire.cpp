#include "adapters/webhook/wire.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

namespace dunghan::webhook {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

Wire::Step step_of_plain(std::size_t octets, const error_code& error, Wire::State waiting) {
    if (!error) {
        return {Wire::State::moved, octets, {}};
    }
    if (error == asio::error::would_block || error == asio::error::try_again) {
        return {waiting, 0, {}};
    }
    return {
        Wire::State::ended,
        0,
        error == asio::error::eof ? "the connection was closed" : error.message()};
}

}  // namespace

Wire::Wire(Socket socket, Session session)
    : socket_(std::move(socket)), session_(std::move(session)) {
    error_code ignored;
    (void)socket_.non_blocking(true, ignored);
    (void)socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
}

Wire::Step Wire::step_of(int done) {
    if (done > 0) {
        return {State::moved, static_cast<std::size_t>(done), {}};
    }
    switch (SSL_get_error(session_.get(), done)) {
        case SSL_ERROR_WANT_READ: return {State::wait_read, 0, {}};
        case SSL_ERROR_WANT_WRITE: return {State::wait_write, 0, {}};
        default: return {State::ended, 0, trouble_of(session_)};
    }
}

Wire::Step Wire::shake_hands() {
    if (!session_) {
        return {State::moved, 0, {}};
    }
    ERR_clear_error();  // what an earlier step left would be taken for this one's
    Step step = step_of(SSL_do_handshake(session_.get()));
    step.octets = 0;
    return step;
}

Wire::Step Wire::read_some(std::span<char> into) {
    if (session_) {
        ERR_clear_error();
        return step_of(SSL_read(session_.get(), into.data(), static_cast<int>(into.size())));
    }
    error_code error;
    const std::size_t octets = socket_.read_some(asio::buffer(into.data(), into.size()), error);
    return step_of_plain(octets, error, State::wait_read);
}

Wire::Step Wire::write_some(std::string_view octets) {
    if (session_) {
        ERR_clear_error();
        return step_of(SSL_write(session_.get(), octets.data(), static_cast<int>(octets.size())));
    }
    error_code error;
    const std::size_t sent = socket_.write_some(asio::buffer(octets.data(), octets.size()), error);
    return step_of_plain(sent, error, State::wait_write);
}

bool Wire::holds_more() const {
    return session_ && SSL_pending(session_.get()) > 0;
}

void Wire::close() {
    if (session_ && SSL_is_init_finished(session_.get()) == 1) {
        ERR_clear_error();
        SSL_shutdown(session_.get());
    }
    error_code ignored;
    (void)socket_.close(ignored);
}

}  // namespace dunghan::webhook
