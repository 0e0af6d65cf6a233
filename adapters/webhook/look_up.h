// Names to addresses, asked of the machine by a few threads of their own: it takes its time.
// Internal to the room.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/thread_pool.hpp>
#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace dunghan::webhook {

// Of one loop. A name is asked for once however many wait for it. One that took long is asked for
// apart from the others for a while: names whose servers do not answer hold up each other alone,
// and the end of this until the machine gives up.
class LookUps {
 public:
    using Addresses = std::vector<boost::asio::ip::tcp::endpoint>;

    struct Found {
        Addresses addresses;  // in the order in which to try them; none: `trouble` says why
        std::string trouble;
    };

    using Done = std::function<void(const Found&)>;

    explicit LookUps(boost::asio::io_context& loop) : loop_(loop) {}

    ~LookUps();

    LookUps(const LookUps&) = delete;
    LookUps& operator=(const LookUps&) = delete;

    // A name, or an address in whatever spelling the machine takes. `done` in the loop, later.
    // For an address in its usual spelling nobody is asked.
    void find(const std::string& host, std::uint16_t port, Done done);

 private:
    using Clock = std::chrono::steady_clock;
    using Key = std::pair<std::string, std::uint16_t>;

    [[nodiscard]] Found ask(const Key& key);  // from any thread
    void answer(const Key& key, const Found& found, Clock::duration took);
    [[nodiscard]] bool is_slow(const std::string& host);

    boost::asio::io_context& loop_;
    std::map<Key, std::vector<Done>> asked_;
    std::map<std::string, Clock::time_point> slow_until_;
    boost::asio::thread_pool threads_{6};
    boost::asio::thread_pool threads_of_slow_{2};
};

}  // namespace dunghan::webhook
