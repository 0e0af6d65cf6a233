// Calls that wait, in one lane for each origin: one that answers slowly holds up its own lane only.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string>

namespace dunghan::webhook {

// Of one thread, guarded by its owner.
template <class Job>
class Lanes {
 public:
    Lanes(std::size_t waiting_max, std::size_t lane_waiting_max, std::size_t lane_running_max)
        : waiting_max_(waiting_max),
          lane_waiting_max_(lane_waiting_max),
          lane_running_max_(lane_running_max) {}

    // False, and the job stays the caller's: too many wait.
    [[nodiscard]] bool push(const std::string& origin, Job& job) {
        const auto at = lanes_.try_emplace(origin).first;
        Lane& lane = at->second;
        if (waiting_ >= waiting_max_ || lane.waiting.size() >= lane_waiting_max_) {
            forget_if_idle(at);
            return false;
        }
        lane.waiting.push_back(std::move(job));
        ++waiting_;
        make_ready(at);
        return true;
    }

    // The lanes take turns. Nothing: none waits whose lane has room.
    [[nodiscard]] std::optional<Job> start_next() {
        if (ready_.empty()) {
            return std::nullopt;
        }
        const auto at = ready_.front();
        ready_.pop_front();
        Lane& lane = at->second;
        lane.ready = false;
        Job job = std::move(lane.waiting.front());
        lane.waiting.pop_front();
        --waiting_;
        ++lane.running;
        make_ready(at);
        return job;
    }

    // A job of that origin that was started has ended.
    void end(const std::string& origin) {
        const auto at = lanes_.find(origin);
        --at->second.running;
        make_ready(at);
        forget_if_idle(at);
    }

    // Takes out one that still waits, of whichever lane.
    [[nodiscard]] std::optional<Job> take_any() {
        for (auto& [origin, lane] : lanes_) {
            if (!lane.waiting.empty()) {
                Job job = std::move(lane.waiting.front());
                lane.waiting.pop_front();
                --waiting_;
                return job;
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] std::size_t lanes() const { return lanes_.size(); }

 private:
    struct Lane {
        std::deque<Job> waiting;
        std::size_t running = 0;
        bool ready = false;  // stands in ready_
    };

    using At = typename std::map<std::string, Lane>::iterator;

    void make_ready(At at) {
        Lane& lane = at->second;
        if (!lane.ready && !lane.waiting.empty() && lane.running < lane_running_max_) {
            lane.ready = true;
            ready_.push_back(at);
        }
    }

    void forget_if_idle(At at) {
        if (at->second.waiting.empty() && at->second.running == 0) {
            lanes_.erase(at);
        }
    }

    std::size_t waiting_max_;
    std::size_t lane_waiting_max_;
    std::size_t lane_running_max_;
    std::size_t waiting_ = 0;
    std::map<std::string, Lane> lanes_;
    std::deque<At> ready_;
};

}  // namespace dunghan::webhook
