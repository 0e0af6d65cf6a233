#include "adapters/webhook/look_up.h"

#include <boost/asio/post.hpp>

namespace dunghan::webhook {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr std::chrono::seconds slow_from{2};
constexpr std::chrono::minutes slow_for{10};
constexpr std::size_t slow_names_max = 1'000;

}  // namespace

// What was not begun is not done.
LookUps::~LookUps() {
    threads_.stop();
    threads_of_slow_.stop();
    threads_.join();
    threads_of_slow_.join();
}

bool LookUps::is_slow(const std::string& host) {
    const auto found = slow_until_.find(host);
    return found != slow_until_.end() && Clock::now() < found->second;
}

void LookUps::find(const std::string& host, std::uint16_t port, Done done) {
    boost::system::error_code no_address;
    const auto address = asio::ip::make_address(host, no_address);
    if (!no_address) {
        asio::post(loop_, [done = std::move(done), found = Found{{{address, port}}, {}}] {
            done(found);
        });
        return;
    }
    const Key key{host, port};
    std::vector<Done>& waiting = asked_[key];
    waiting.push_back(std::move(done));
    if (waiting.size() > 1) {
        return;
    }
    asio::post(is_slow(host) ? threads_of_slow_ : threads_, [this, key] {
        const auto begun = Clock::now();
        Found found = ask(key);
        const auto took = Clock::now() - begun;
        asio::post(loop_, [this, key, found = std::move(found), took] {
            answer(key, found, took);
        });
    });
}

LookUps::Found LookUps::ask(const Key& key) {
    tcp::resolver resolver(loop_);
    boost::system::error_code error;
    const auto results = resolver.resolve(
        key.first, std::to_string(key.second), tcp::resolver::numeric_service, error
    );
    Found found;
    for (const auto& one : results) {
        found.addresses.push_back(one.endpoint());
    }
    if (found.addresses.empty()) {
        found.trouble = "no address of " + key.first + ": " +
                        (error ? error.message() : std::string("it has none"));
    }
    return found;
}

void LookUps::answer(const Key& key, const Found& found, Clock::duration took) {
    if (took < slow_from) {
        slow_until_.erase(key.first);
    } else if (slow_until_.size() < slow_names_max || slow_until_.contains(key.first)) {
        slow_until_[key.first] = Clock::now() + slow_for;
    }
    const std::vector<Done> waiting = std::move(asked_.extract(key).mapped());
    for (const Done& done : waiting) {
        done(found);
    }
}

}  // namespace dunghan::webhook
