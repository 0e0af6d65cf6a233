#include "adapters/webhook/pool.h"

#include <algorithm>
#include <ranges>

namespace dunghan::webhook {
namespace {

// Shorter than the usual two minutes after which firewalls forget a connection in silence.
constexpr std::chrono::seconds idle_time_max{110};

}  // namespace

void Pool::keep(const std::string& origin, std::shared_ptr<Connection> connection) {
    idle_.push_back({origin, std::move(connection), std::chrono::steady_clock::now()});
    if (idle_.size() > idle_max_) {
        close_front();
    }
    watch();
}

std::shared_ptr<Connection> Pool::take(const std::string& origin) {
    const auto found = std::ranges::find(idle_ | std::views::reverse, origin, &Idle::origin);
    if (found == idle_.rend()) {
        return nullptr;
    }
    auto connection = std::move(found->connection);
    idle_.erase(std::prev(found.base()));
    return connection;
}

void Pool::forget(const Connection& ended) {
    std::erase_if(idle_, [&](const Idle& one) { return one.connection.get() == &ended; });
}

void Pool::close_all() {
    while (!idle_.empty()) {
        close_front();
    }
}

void Pool::close_front() {
    idle_.front().connection->close();
    idle_.pop_front();
}

void Pool::watch() {
    if (watching_ || idle_.empty()) {
        return;
    }
    watching_ = true;
    timer_.expires_at(idle_.front().since + idle_time_max);
    timer_.async_wait([this](const auto& error) {
        watching_ = false;
        const auto before = std::chrono::steady_clock::now() - idle_time_max;
        while (!error && !idle_.empty() && idle_.front().since <= before) {
            close_front();
        }
        if (!error) {
            watch();
        }
    });
}

}  // namespace dunghan::webhook
