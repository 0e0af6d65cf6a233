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

struct Desk::Inside : std::enable_shared_from_this<Desk::Inside> {
    Inside(Engine& engine_in, Executor executor_in)
        : engine(engine_in), executor(std::move(executor_in)) {}

    void announce() {
        {
            const std::lock_guard lock(mutex);
            if (std::exchange(announced, true)) {
                return;
            }
        }
        executor([inside = shared_from_this()] { inside->serve(); });
    }

    // All that waits, in groups; what comes meanwhile has had itself announced again.
    void serve() {
        std::vector<Left> all;
        std::vector<Work> works;
        {
            const std::lock_guard lock(mutex);
            announced = false;
            all.swap(waiting);
            works.swap(waiting_works);
        }
        for (const Work& work : works) {
            work();
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
    std::vector<Work> waiting_works;
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
    inside_->waiting_works.clear();
    inside_->closed = true;
}

bool Desk::submit(Make make, Done done) {
    {
        const std::lock_guard lock(inside_->mutex);
        if (inside_->closed || inside_->waiting.size() >= limits::queue_commands_max) {
            return false;
        }
        inside_->waiting.push_back({std::move(make), std::move(done)});
    }
    inside_->announce();
    return true;
}

bool Desk::run(Work work) {
    {
        const std::lock_guard lock(inside_->mutex);
        if (inside_->closed || inside_->waiting_works.size() >= limits::queue_works_max) {
            return false;
        }
        inside_->waiting_works.push_back(std::move(work));
    }
    inside_->announce();
    return true;
}

}  // namespace dunghan
