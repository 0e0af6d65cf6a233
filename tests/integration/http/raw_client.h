// A client that sends what it is told to, octet by octet, and reads until the other end is done.
#pragma once

#include <arpa/inet.h>
#include <cerrno>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

namespace dunghan::testing {

class RawClient {
 public:
    explicit RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0;
    }

    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    ~RawClient() { ::close(socket_); }

    [[nodiscard]] bool connected() const { return connected_; }

    // False: the other end has closed.
    bool send(std::string_view octets) const {
        while (!octets.empty()) {
            const auto sent = ::send(socket_, octets.data(), octets.size(), MSG_NOSIGNAL);
            if (sent <= 0) {
                return false;
            }
            octets.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    // Nothing more will be sent.
    void finish() const { ::shutdown(socket_, SHUT_WR); }

    // Until the other end closes, or `enough(text)`, or ten seconds without an octet.
    template <class Enough>
    std::string read_until(const Enough& enough) const {
        std::string text;
        char buffer[16 * 1024];
        pollfd wait{socket_, POLLIN, 0};
        while (!enough(text) && ::poll(&wait, 1, 10'000) == 1) {
            const auto came = ::recv(socket_, buffer, sizeof buffer, 0);
            if (came <= 0) {
                was_reset_ = came < 0 && errno == ECONNRESET;
                break;
            }
            text.append(buffer, static_cast<std::size_t>(came));
        }
        return text;
    }

    [[nodiscard]] std::string read_all() const {
        return read_until([](const std::string&) { return false; });
    }

    // The last reading ended so: what has come may not be the whole.
    [[nodiscard]] bool was_reset() const { return was_reset_; }

    // One answer with its body.
    [[nodiscard]] std::string read_answer() const {
        return read_until([](const std::string& text) {
            const auto head = text.find("\r\n\r\n");
            const auto length = text.find("Content-Length: ");
            return head != std::string::npos && length != std::string::npos &&
                   text.size() >= head + 4 + std::stoul(text.substr(length + 16));
        });
    }

 private:
    int socket_;
    bool connected_ = false;
    mutable bool was_reset_ = false;
};

// "HTTP/1.1 404 Not Found…": 404; 0: no answer.
inline int status_of(const std::string& answer) {
    return answer.starts_with("HTTP/1.1 ") ? std::stoi(answer.substr(9, 3)) : 0;
}

}  // namespace dunghan::testing
