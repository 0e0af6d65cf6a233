#include "adapters/webhook/loop.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <csignal>
#include <mutex>
#include <thread>

#include "adapters/webhook/calls.h"
#include "adapters/webhook/lanes.h"

namespace dunghan::webhook {
namespace {

namespace asio = boost::asio;

Attempt not_tried(std::string why) {
    Attempt attempt;
    attempt.error = std::move(why);
    return attempt;
}

// TLS writes to its socket without asking that a peer who has gone be no signal.
void block_broken_pipes() {
    sigset_t pipes;
    sigemptyset(&pipes);
    sigaddset(&pipes, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &pipes, nullptr);
}

}  // namespace

struct Loop::Inside {
    Inside(
        const WebhookSettings& chosen, const std::function<Instant()>& now, const Answer& answering
    )
        : settings(chosen),
          answer(answering),
          calls(
              io,
              settings,
              now,
              [this](Exchange& exchange, Attempt attempt) { end(exchange, std::move(attempt)); }
          ),
          lanes(chosen.waiting_max, chosen.origin_waiting_max, chosen.per_origin_max) {}

    const WebhookSettings& settings;
    const Answer& answer;
    asio::io_context io{1};  // before all that waits in it
    asio::executor_work_guard<asio::io_context::executor_type> work{io.get_executor()};
    Calls calls;
    std::vector<Answered> answers;
    std::vector<std::shared_ptr<const Target>> targets;  // of these: their lanes have room again
    bool turn_posted = false;

    std::mutex mutex;
    Lanes<Job> lanes;    // guarded
    bool awake = false;  // guarded: a turn will look at the lanes
    std::thread thread;

    [[nodiscard]] bool put(Job& job);
    [[nodiscard]] std::vector<Job> next_jobs(std::size_t most);
    void end(Exchange& exchange, Attempt attempt);
    void turn();
    void hand_out();
    void close();
};

// False, and the job stays the caller's: too many wait.
bool Loop::Inside::put(Job& job) {
    bool wake = false;
    {
        const std::lock_guard lock(mutex);
        if (!lanes.push(job.call.target->url.origin, job)) {
            return false;
        }
        wake = !std::exchange(awake, true);
    }
    if (wake) {
        asio::post(io, [this] { turn(); });
    }
    return true;
}

std::vector<Job> Loop::Inside::next_jobs(std::size_t most) {
    std::vector<Job> jobs;
    jobs.reserve(most);
    const std::lock_guard lock(mutex);
    while (jobs.size() < most) {
        auto job = lanes.start_next();
        if (!job) {
            awake = false;
            break;
        }
        jobs.push_back(std::move(*job));
    }
    return jobs;
}

// What has ended in one go is answered in one go.
void Loop::Inside::end(Exchange& exchange, Attempt attempt) {
    targets.push_back(exchange.target_kept());
    answers.push_back({exchange.take_done(), std::move(attempt)});
    if (!std::exchange(turn_posted, true)) {
        asio::post(io, [this] { turn(); });
    }
}

void Loop::Inside::hand_out() {
    turn_posted = false;
    if (answers.empty()) {
        return;
    }
    {
        const std::lock_guard lock(mutex);
        for (const auto& target : targets) {
            lanes.end(target->url.origin);
        }
    }
    targets.clear();
    answer(answers);
    answers.clear();
}

void Loop::Inside::turn() {
    hand_out();
    for (Job& job : next_jobs(settings.in_flight_max - calls.under_way())) {
        calls.begin(std::move(job));
    }
}

void Loop::Inside::close() {
    calls.break_off();
    hand_out();
    std::vector<Answered> waiting;
    {
        const std::lock_guard lock(mutex);
        while (std::optional<Job> job = lanes.take_any()) {
            waiting.push_back({std::move(job->done), not_tried("the sender was closed")});
        }
    }
    answer(waiting);
    io.stop();
}

Loop::Loop(
    const WebhookSettings& settings, const std::function<Instant()>& now, const Answer& answer
)
    : inside_(std::make_unique<Inside>(settings, now, answer)) {
    inside_->thread = std::thread([inside = inside_.get()] {
        block_broken_pipes();
        inside->io.run();
    });
}

Loop::~Loop() {
    asio::post(inside_->io, [inside = inside_.get()] { inside->close(); });
    inside_->thread.join();
}

void Loop::push(Job job) {
    if (!inside_->put(job)) {
        std::vector<Answered> refused;
        refused.push_back({std::move(job.done), not_tried("too many calls wait")});
        inside_->answer(refused);
    }
}

}  // namespace dunghan::webhook
