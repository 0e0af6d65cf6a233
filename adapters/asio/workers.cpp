#include "adapters/asio/workers.h"

#include <atomic>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>

namespace dunghan {

struct Workers::Inside {
    Inside(std::size_t threads, std::size_t max) : pool(threads), waiting_max(max) {}

    boost::asio::thread_pool pool;
    const std::size_t waiting_max;
    std::atomic<std::size_t> waiting = 0;
};

Workers::Workers(std::size_t threads, std::size_t waiting_max)
    : inside_(std::make_unique<Inside>(threads, waiting_max)) {}

Workers::~Workers() {
    inside_->pool.join();
}

bool Workers::submit(std::function<void()> work) {
    if (inside_->waiting.fetch_add(1) >= inside_->waiting_max) {
        --inside_->waiting;
        return false;
    }
    boost::asio::post(inside_->pool, [inside = inside_.get(), work = std::move(work)] {
        --inside->waiting;
        work();
    });
    return true;
}

}  // namespace dunghan
