#include "adapters/asio/desk.h"

#include <algorithm>
#include <mutex>

#include "engine/base/limits.h"

namespace dunghan {
namespace {

struct Left {
    Desk::Make make;
    Desk::Done done;
};

}  // namespace

struct Desk::Inside {
    Inside(Engine& engine_in, Executor executor_in)
        : engine(engine_in), executor(std::move(executor_in)) {}

    // All that waits, in groups; what comes meanwhile has had itself announced again.
    void serve() {
        std::vector<Left> all;
        {
            const std::lock_guard lock(mutex);
            announced = false;
            all.swap(waiting);
        }
        for (std::size_t begin = 0; begin < all.size(); begin += limits::group_commands_max) {
            const auto end = std::min(all.size(), begin + limits::group_commands_max);
            serve_group(std::span(all).subspan(begin, end - begin));
        }
    }

    void serve_group(std::span<Left> group) {
        std::vector<Request> requests;
        std::vector<Left*> asked;
        for (Left& left : group) {
            auto request = left.make();
            if (!request) {
                left.done(tl::unexpected(std::move(request.error())));
                continue;
            }
            requests.push_back(std::move(*request));
            asked.push_back(&left);
        }
        if (requests.empty()) {
            return;
        }
        const auto outcomes = engine.execute(requests);
        told(requests.size());
        for (std::size_t i = 0; i < outcomes.size(); ++i) {
            asked[i]->done(outcomes[i]);
        }
    }

    Engine& engine;
    const Executor executor;
    std::function<void(std::size_t)> told = [](std::size_t) {};
    std::mutex mutex;
    std::vector<Left> waiting;
    bool announced = false;  // serve() is on its way
    bool closed = false;
};

Desk::Desk(Engine& engine, Executor executor)
    : inside_(std::make_shared<Inside>(engine, std::move(executor))) {}

Desk::~Desk() = default;

void Desk::on_group(std::function<void(std::size_t)> told) {
    inside_->told = std::move(told);
}

void Desk::close() {
    const std::lock_guard lock(inside_->mutex);
    inside_->waiting.clear();
    inside_->closed = true;
}

bool Desk::submit(Make make, Done done) {
    {
        const std::lock_guard lock(inside_->mutex);
        if (inside_->closed || inside_->waiting.size() >= limits::queue_commands_max) {
            return false;
        }
        inside_->waiting.push_back({std::move(make), std::move(done)});
        if (std::exchange(inside_->announced, true)) {
            return true;
        }
    }
    inside_->executor([inside = inside_] { inside->serve(); });
    return true;
}

}  // namespace dunghan
