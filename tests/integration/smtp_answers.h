// Takes a sender's answers from its threads to the test's own, as a serving loop would.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>

#include "engine/port/sender.h"

namespace dunghan::tests {

class Answers {
 public:
    [[nodiscard]] std::function<void(std::function<void()>)> executor() {
        return [this](std::function<void()> answer) {
            const std::lock_guard lock(mutex_);
            waiting_.push_back(std::move(answer));
            changed_.notify_one();
        };
    }

    // Runs the next answer on this thread; false when none comes within a minute.
    bool run_one() {
        std::unique_lock lock(mutex_);
        if (!changed_.wait_for(lock, std::chrono::minutes(1), [&] { return !waiting_.empty(); })) {
            return false;
        }
        const std::function<void()> answer = std::move(waiting_.front());
        waiting_.pop_front();
        lock.unlock();
        answer();
        return true;
    }

    // Sends and waits for the answer.
    SendReport send(Sender& sender, const reminder::DigestIssued& digest) {
        std::optional<SendReport> report;
        sender.send(digest, [&](SendReport answer) { report = std::move(answer); });
        while (!report && run_one()) {
        }
        return report.value_or(SendReport{SendOutcome::not_sent, "no answer came", ""});
    }

 private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> waiting_;
};

}  // namespace dunghan::tests
