#include "adapters/asio/writer.h"

#include <algorithm>
#include <condition_variable>
#include <iterator>
#include <mutex>
#include <thread>

#include "engine/base/limits.h"

namespace dunghan {
namespace {

// One caller's place, on the caller's own stack: it stays until the outcome is there.
struct Waiting {
    const Request* request = nullptr;
    std::optional<Outcome> outcome;
};

// Callers who are answered together, woken by one call. Waiting on an atomic of its own would cost
// each caller several turns at the processor: the library yields before it sleeps, and wakes
// strangers who share its table.
struct Round {
    std::vector<Waiting*> callers;
    std::condition_variable answered;
};

}  // namespace

struct Writer::Inside {
    explicit Inside(Engine& engine_in) : engine(engine_in), thread([this] { run(); }) {}

    void run() {
        while (Round* round = take()) {
            answer(*round, execute(round->callers));
        }
    }

    // Waits for work, and lets the other round gather; none when asked to stop and nothing is left.
    Round* take() {
        std::unique_lock lock(mutex);
        idle = true;
        arrived.wait(lock, [this] { return stopping || !gathering().callers.empty(); });
        idle = false;
        Round& round = gathering();
        turn = 1 - turn;
        return round.callers.empty() ? nullptr : &round;
    }

    std::vector<Outcome> execute(const std::vector<Waiting*>& callers) {
        std::vector<Outcome> outcomes;
        for (std::size_t begin = 0; begin < callers.size(); begin += limits::group_commands_max) {
            const std::size_t end = std::min(callers.size(), begin + limits::group_commands_max);
            requests.clear();
            for (std::size_t i = begin; i < end; ++i) {
                requests.push_back(*callers[i]->request);
            }
            std::ranges::move(engine.execute(requests), std::back_inserter(outcomes));
        }
        return outcomes;
    }

    void answer(Round& round, std::vector<Outcome> outcomes) {
        {
            const std::lock_guard lock(mutex);
            for (std::size_t i = 0; i < outcomes.size(); ++i) {
                round.callers[i]->outcome = std::move(outcomes[i]);
            }
            round.callers.clear();
        }
        round.answered.notify_all();  // with the lock free, which each of them takes first
    }

    // Where callers go now. Needs the lock.
    Round& gathering() { return rounds[turn]; }

    Engine& engine;
    std::mutex mutex;
    std::condition_variable arrived;
    Round rounds[2];  // one gathers while the other is written
    std::size_t turn = 0;
    bool idle = false;
    bool stopping = false;
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
    std::unique_lock lock(inside_->mutex);
    Round& round = inside_->gathering();
    if (round.callers.size() >= limits::queue_commands_max) {
        return tl::unexpected(Refusal{
            Refusal::Kind::failed,
            "limit_exceeded",
            "Expected fewer than " + std::to_string(limits::queue_commands_max) +
                " waiting commands; nothing was done, try again later"});
    }
    Waiting mine{&request, std::nullopt};
    round.callers.push_back(&mine);
    if (inside_->idle) {
        inside_->arrived.notify_one();
    }
    round.answered.wait(lock, [&mine] { return mine.outcome.has_value(); });
    return std::move(*mine.outcome);
}

}  // namespace dunghan
