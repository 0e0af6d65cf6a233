// What signed calls are measured against: a receiver, and a bare client that signs nothing.
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "benchmarks/measure.h"

namespace dunghan::bench {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;

inline constexpr std::size_t connections = 64;
inline constexpr std::string_view octets_of_answer = "HTTP/1.1 204 No Content\r\n\r\n";

// Takes calls of one fixed length as quickly as the machine lets it: whatever is measured against
// it shares the cores with it alike. It looks for the end of the head and counts the body.
class Receiver {
 public:
    Receiver() : acceptor_(io_, {asio::ip::make_address("127.0.0.1"), 0}) {
        accept();
        thread_ = std::thread([this] { io_.run(); });
    }

    ~Receiver() {
        io_.stop();
        thread_.join();
    }

    [[nodiscard]] std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

    [[nodiscard]] std::size_t taken() const { return taken_; }

 private:
    struct Peer : std::enable_shared_from_this<Peer> {
        Peer(tcp::socket socket, std::atomic<std::size_t>& taken)
            : socket_(std::move(socket)), taken_(taken) {
            socket_.set_option(tcp::no_delay(true));
        }

        void read() {
            parser_.emplace();
            http::async_read(
                socket_,
                buffer_,
                *parser_,
                [self = shared_from_this()](const auto& error, std::size_t) {
                    if (!error) {
                        self->answer();
                    }
                }
            );
        }

        void answer() {
            asio::async_write(
                socket_,
                asio::buffer(octets_of_answer),
                [self = shared_from_this()](const auto& error, std::size_t) {
                    ++self->taken_;
                    if (!error) {
                        self->read();
                    }
                }
            );
        }

        tcp::socket socket_;
        boost::beast::flat_buffer buffer_;
        std::optional<http::request_parser<http::string_body>> parser_;
        std::atomic<std::size_t>& taken_;
    };

    void accept() {
        acceptor_.async_accept([this](const auto& error, tcp::socket socket) {
            if (!error) {
                std::make_shared<Peer>(std::move(socket), taken_)->read();
                accept();
            }
        });
    }

    asio::io_context io_;
    tcp::acceptor acceptor_;
    std::atomic<std::size_t> taken_ = 0;
    std::thread thread_;
};

// The limit here: connections that send ready octets and read answers, with nothing to sign.
class BareClient {
 public:
    BareClient(std::uint16_t port, std::string request, std::size_t calls)
        : request_(std::move(request)), left_(calls) {
        for (std::size_t i = 0; i < connections; ++i) {
            auto peer = std::make_shared<Peer>(*this);
            peer->socket.connect({asio::ip::make_address("127.0.0.1"), port});
            peer->socket.set_option(tcp::no_delay(true));
            peer->send();
        }
    }

    void run() { io_.run(); }

 private:
    struct Peer : std::enable_shared_from_this<Peer> {
        explicit Peer(BareClient& of) : socket(of.io_), client(of) {}

        void send() {
            if (client.left_ == 0) {
                return;
            }
            --client.left_;
            asio::async_write(
                socket,
                asio::buffer(client.request_),
                [self = shared_from_this()](const auto& error, std::size_t) {
                    insist(!error, "a call to be sent");
                    self->read();
                }
            );
        }

        void read() {
            parser.emplace();
            http::async_read(
                socket,
                buffer,
                *parser,
                [self = shared_from_this()](const auto& error, std::size_t) {
                    insist(!error, "an answer");
                    self->send();
                }
            );
        }

        tcp::socket socket;
        BareClient& client;
        boost::beast::flat_buffer buffer;
        std::optional<http::response_parser<http::empty_body>> parser;
    };

    asio::io_context io_;
    std::string request_;
    std::size_t left_;
};

}  // namespace dunghan::bench
