#include "adapters/asio/writer.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "engine/base/limits.h"

namespace dunghan {
namespace {

// One caller's place in the queue. Shared with the writer, who may still be waking the caller when
// the caller has already left.
struct Waiting {
    explicit Waiting(const Request& wish) : request(&wish) {}

    const Request* request;  // the caller's, valid until `done`
    std::optional<Outcome> outcome;
    std::atomic<bool> done{false};
};

}  // namespace

struct Writer::Inside {
    explicit Inside(Engine& engine_in) : engine(engine_in), thread([this] { run(); }) {}

    void run() {
        while (take()) {
            requests.clear();
            for (const auto& waiting : group) {
                requests.push_back(*waiting->request);
            }
            answer(engine.execute(requests));
        }
    }

    // Waits for work; false when asked to stop and nothing is left.
    bool take() {
        std::unique_lock lock(mutex);
        arrived.wait(lock, [this] { return stopping || !queue.empty(); });
        const std::size_t count = std::min(queue.size(), limits::group_commands_max);
        const auto end = queue.begin() + static_cast<std::ptrdiff_t>(count);
        group.assign(queue.begin(), end);
        queue.erase(queue.begin(), end);
        return !group.empty();
    }

    void answer(std::vector<Outcome> outcomes) {
        for (std::size_t i = 0; i < group.size(); ++i) {
            Waiting& waiting = *group[i];
            waiting.outcome = std::move(outcomes[i]);
            waiting.done.store(true, std::memory_order_release);
            waiting.done.notify_one();
        }
    }

    Engine& engine;
    std::mutex mutex;
    std::condition_variable arrived;
    std::vector<std::shared_ptr<Waiting>> queue;
    bool stopping = false;
    std::vector<std::shared_ptr<Waiting>> group;
    std::vector<Request> requests;
    std::thread thread;  // last: it uses the rest
};

Writer::Writer(Engine& engine) : inside_(std::make_unique<Inside>(engine)) {}

Writer::~Writer() {
    {
        const std::lock_guard lock(inside_->mutex);
        inside_->stopping = true;
    }
    inside_->arrived.notify_one();
    inside_->thread.join();
}

Outcome Writer::submit(const Request& request) {
    const auto waiting = std::make_shared<Waiting>(request);
    {
        const std::lock_guard lock(inside_->mutex);
        if (inside_->queue.size() >= limits::queue_commands_max) {
            return tl::unexpected(Refusal{
                Refusal::Kind::failed,
                "limit_exceeded",
                "Expected fewer than " + std::to_string(limits::queue_commands_max) +
                    " waiting commands; nothing was done, try again later"});
        }
        inside_->queue.push_back(waiting);
    }
    inside_->arrived.notify_one();
    waiting->done.wait(false, std::memory_order_acquire);
    return std::move(*waiting->outcome);
}

}  // namespace dunghan
