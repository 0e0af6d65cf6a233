// A server on this machine that does on each connection what a test says, octet by octet.
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <functional>
#include <string>
#include <thread>

namespace dunghan::tests {

class RawPeer {
 public:
    using Socket = boost::asio::ip::tcp::socket;

    // `serve` is called with each connection, one after the other, and its number from 0 on; it is
    // closed when that returns.
    explicit RawPeer(
        std::function<void(Socket&, int)> serve,
        const std::string& address = "127.0.0.1",
        std::uint16_t port = 0
    )
        : serve_(std::move(serve)) {
        acceptor_ = {io_, {boost::asio::ip::make_address(address), port}};
        thread_ = std::thread([this] { accept(); });
    }

    RawPeer(const RawPeer&) = delete;
    RawPeer& operator=(const RawPeer&) = delete;

    ~RawPeer() {
        ::shutdown(acceptor_.native_handle(), SHUT_RDWR);
        ::shutdown(serving_, SHUT_RDWR);  // where the other end keeps it
        thread_.join();
    }

    [[nodiscard]] std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

    [[nodiscard]] int connections() const { return connections_; }

    // The head of the next request, whose body must be "{}". Empty: the other end hung up.
    static std::string request(Socket& socket) {
        std::string octets;
        boost::system::error_code error;
        boost::asio::read_until(socket, boost::asio::dynamic_buffer(octets), "\r\n\r\n{}", error);
        return error ? "" : octets;
    }

    static void say(Socket& socket, const std::string& octets) {
        boost::system::error_code ignored;
        boost::asio::write(socket, boost::asio::buffer(octets), ignored);
    }

 private:
    void accept() {
        for (;;) {
            boost::system::error_code error;
            Socket socket = acceptor_.accept(error);
            if (error) {
                return;
            }
            serving_ = socket.native_handle();
            serve_(socket, connections_++);
            serving_ = -1;
        }
    }

    std::function<void(Socket&, int)> serve_;
    boost::asio::io_context io_;
    boost::asio::ip::tcp::acceptor acceptor_{io_};
    std::atomic<int> connections_{0};
    std::atomic<int> serving_{-1};
    std::thread thread_;
};

}  // namespace dunghan::tests
