#include "adapters/webhook/look_up.h"

#include <boost/asio/post.hpp>

namespace dunghan::webhook {

namespace asio = boost::asio;
using asio::ip::tcp;

void LookUps::find(const std::string& host, std::uint16_t port, Done done) {
    const Key key{host, port};
    std::vector<Done>& waiting = asked_[key];
    waiting.push_back(std::move(done));
    if (waiting.size() > 1) {
        return;
    }
    asio::post(threads_, [this, key] {
        asio::post(loop_, [this, key, found = ask(key)] { answer(key, found); });
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

void LookUps::answer(const Key& key, const Found& found) {
    const std::vector<Done> waiting = std::move(asked_.extract(key).mapped());
    for (const Done& done : waiting) {
        done(found);
    }
}

}  // namespace dunghan::webhook
