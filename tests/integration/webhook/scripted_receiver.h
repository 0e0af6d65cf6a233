// A receiver of calls on a real socket of 127.0.0.1, in this process: it answers what a test
// decides when the call has come, and counts whoever connects.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace dunghan::tests {

struct HeardCall {
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;

    [[nodiscard]] std::string header(std::string_view name) const {
        for (const auto& [known, value] : headers) {
            if (known == name) {
                return value;
            }
        }
        return {};
    }

    [[nodiscard]] std::string id() const { return header("webhook-id"); }

    [[nodiscard]] std::int64_t timestamp() const { return std::stoll(header("webhook-timestamp")); }
};

struct Reply {
    unsigned status = 200;
    std::vector<std::pair<std::string, std::string>> headers{};
    std::string body{};
};

class ScriptedReceiver {
 public:
    using Script = std::function<Reply(const HeardCall&)>;

    // `script` is called from threads of the receiver's, one call at a time.
    explicit ScriptedReceiver(Script script) : script_(std::move(script)) {
        acceptor_ = {io_, {boost::asio::ip::make_address("127.0.0.1"), 0}};
        accepting_ = std::thread([this] { accept(); });
    }

    ScriptedReceiver(const ScriptedReceiver&) = delete;
    ScriptedReceiver& operator=(const ScriptedReceiver&) = delete;

    ~ScriptedReceiver() {
        ::shutdown(acceptor_.native_handle(), SHUT_RDWR);  // ends a waiting accept
        accepting_.join();
        for (Peer& peer : peers_) {
            ::shutdown(peer.socket.native_handle(), SHUT_RDWR);
            peer.thread.join();
        }
    }

    void say(Script script) {
        const std::lock_guard lock(mutex_);
        script_ = std::move(script);
    }

    [[nodiscard]] std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

    [[nodiscard]] std::string url() const {
        return "http://127.0.0.1:" + std::to_string(port()) + "/events";
    }

    [[nodiscard]] std::vector<HeardCall> calls() const {
        const std::lock_guard lock(mutex_);
        return calls_;
    }

    [[nodiscard]] std::size_t connections() const {
        const std::lock_guard lock(mutex_);
        return peers_.size();
    }

 private:
    using Socket = boost::asio::ip::tcp::socket;

    struct Peer {
        Socket socket;
        std::thread thread{};
    };

    void accept() {
        for (;;) {
            boost::system::error_code trouble;
            Socket socket = acceptor_.accept(trouble);
            if (trouble) {
                return;
            }
            const std::lock_guard lock(mutex_);
            Peer& peer = peers_.emplace_back(Peer{std::move(socket)});
            peer.thread = std::thread([this, &peer] { serve(peer.socket); });
        }
    }

    void serve(Socket& socket) {
        namespace http = boost::beast::http;
        boost::beast::flat_buffer buffer;
        for (;;) {
            http::request<http::string_body> request;
            boost::system::error_code trouble;
            http::read(socket, buffer, request, trouble);
            if (trouble) {
                return;
            }
            http::response<http::string_body> response;
            const Reply reply = answer(request);
            response.result(reply.status);
            for (const auto& [name, value] : reply.headers) {
                response.set(name, value);
            }
            response.body() = reply.body;
            response.prepare_payload();
            http::write(socket, response, trouble);
            if (trouble) {
                return;
            }
        }
    }

    template <class Request>
    Reply answer(const Request& request) {
        HeardCall call;
        for (const auto& field : request) {
            call.headers.emplace_back(field.name_string(), field.value());
        }
        call.body = request.body();
        const std::lock_guard lock(mutex_);
        calls_.push_back(call);
        return script_(call);
    }

    boost::asio::io_context io_;
    boost::asio::ip::tcp::acceptor acceptor_{io_};
    mutable std::mutex mutex_;
    Script script_;                 // guarded
    std::vector<HeardCall> calls_;  // guarded
    std::list<Peer> peers_;         // guarded; they stay until the end
    std::thread accepting_;
};

// The same to every call.
inline ScriptedReceiver::Script always(unsigned status) {
    return [status](const HeardCall&) { return Reply{status}; };
}

}  // namespace dunghan::tests
