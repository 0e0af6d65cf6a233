// Names to addresses, asked of the machine by a few threads of their own: it takes its time.
// Internal to the room.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/thread_pool.hpp>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace dunghan::webhook {

// Of one loop. A name whose servers do not answer takes one of the threads however many wait for
// it, and holds up the end of this until the machine gives up.
class LookUps {
 public:
    using Addresses = std::vector<boost::asio::ip::tcp::endpoint>;

    struct Found {
        Addresses addresses;  // in the order in which to try them; none: `trouble` says why
        std::string trouble;
    };

    using Done = std::function<void(const Found&)>;

    explicit LookUps(boost::asio::io_context& loop) : loop_(loop) {}

    ~LookUps() { threads_.join(); }

    LookUps(const LookUps&) = delete;
    LookUps& operator=(const LookUps&) = delete;

    // A name, or an address in whatever spelling the machine takes. `done` in the loop, later.
    void find(const std::string& host, std::uint16_t port, Done done);

 private:
    using Key = std::pair<std::string, std::uint16_t>;

    [[nodiscard]] Found ask(const Key& key);  // from any thread
    void answer(const Key& key, const Found& found);

    boost::asio::io_context& loop_;
    std::map<Key, std::vector<Done>> asked_;
    boost::asio::thread_pool threads_{4};
};

}  // namespace dunghan::webhook
