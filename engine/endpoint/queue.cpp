#include "engine/endpoint/queue.h"

#include <utility>

#include "engine/base/assert.h"

namespace dunghan::endpoint {
namespace {

// Too much waited elsewhere: soon again, without having been tried.
constexpr std::int64_t untried_ms = 1'000;

}  // namespace

Queue::Queue(std::string endpoint, bool ordered)
    : endpoint_(std::move(endpoint)), ordered_(ordered) {}

// Asked again whenever one before it goes.
bool Queue::is_first(const Call& call) const {
    if (call.replayed && call.attempts == 0 && *replays_.begin() != call.position) {
        return false;
    }
    return !ordered_ || *lanes_.at(call.stream).begin() == call.position;
}

void Queue::offer(std::uint64_t position) {
    const Call& call = calls_.at(position);
    if (!under_way_.contains(position) && is_first(call)) {
        may_start_.emplace(call.next, position);
    }
}

void Queue::owe(Call call) {
    const std::uint64_t position = call.position;
    if (calls_.contains(position)) {
        return;
    }
    if (ordered_) {
        auto& lane = lanes_[call.stream];
        if (!lane.empty() && position < *lane.begin()) {  // a repeated one goes before it
            may_start_.erase({calls_.at(*lane.begin()).next, *lane.begin()});
        }
        lane.insert(position);
    }
    if (call.replayed && call.attempts == 0) {
        if (!replays_.empty() && position < *replays_.begin()) {
            may_start_.erase({calls_.at(*replays_.begin()).next, *replays_.begin()});
        }
        replays_.insert(position);
    }
    calls_.emplace(position, std::move(call));
    offer(position);
}

std::vector<std::uint64_t> Queue::start(Instant now, std::size_t most) {
    std::vector<std::uint64_t> started;
    while (started.size() < most && !may_start_.empty() && may_start_.begin()->first <= now) {
        started.push_back(may_start_.begin()->second);
        under_way_.insert(started.back());
        may_start_.erase(may_start_.begin());
    }
    return started;
}

const Call* Queue::call(std::uint64_t position) const {
    const auto found = calls_.find(position);
    return found == calls_.end() ? nullptr : &found->second;
}

// A repeated call has begun: the next one may.
void Queue::end_replay(const Call& call) {
    if (replays_.erase(call.position) > 0 && !replays_.empty()) {
        offer(*replays_.begin());
    }
}

void Queue::drop(std::uint64_t position) {
    const auto found = calls_.find(position);
    if (found == calls_.end()) {
        return;
    }
    const Call call = std::move(found->second);
    calls_.erase(found);
    may_start_.erase({call.next, position});
    under_way_.erase(position);
    if (ordered_) {
        const auto lane = lanes_.find(call.stream);
        lane->second.erase(position);
        if (lane->second.empty()) {
            lanes_.erase(lane);
        } else {
            offer(*lane->second.begin());
        }
    }
    end_replay(call);
}

Queue::End Queue::settle(std::uint64_t position, const CallReport& report, Instant ended) {
    DUNGHAN_ASSERT(under_way_.erase(position) == 1);
    Call& call = calls_.at(position);
    if (report.outcome == CallOutcome::delivered) {
        drop(position);
        return End::taken;
    }
    if (report.outcome == CallOutcome::not_tried) {
        call.next = plus_ms(ended, untried_ms);
        offer(position);
        return End::again;
    }
    ++call.attempts;
    const bool overloaded = report.timed_out || report.status == 429;
    const auto next = next_attempt(
        {endpoint_, std::to_string(position), call.attempts},
        {ended, overloaded, report.retry_after_ms}
    );
    if (!next) {
        drop(position);
        return End::given_up;
    }
    call.next = *next;
    end_replay(call);
    offer(position);
    return End::again;
}

void Queue::forgive(Instant now) {
    for (auto& [position, call] : calls_) {
        call.attempts = 0;
        call.next = now;
        if (call.replayed) {
            replays_.insert(position);
        }
    }
    offer_all();
}

std::vector<std::uint64_t> Queue::repeat_since(Instant since, Instant now) {
    std::vector<std::uint64_t> repeated;
    for (auto& [position, call] : calls_) {
        if (call.attempts > 0 && call.recorded >= since && !under_way_.contains(position)) {
            call.attempts = 0;
            call.next = now;
            call.replayed = true;
            replays_.insert(position);
            repeated.push_back(position);
        }
    }
    offer_all();
    return repeated;
}

void Queue::set_ordered(bool ordered) {
    ordered_ = ordered;
    lanes_.clear();
    for (const auto& [position, call] : calls_) {
        if (ordered_) {
            lanes_[call.stream].insert(position);
        }
    }
    offer_all();
}

void Queue::offer_all() {
    may_start_.clear();
    for (const auto& [position, call] : calls_) {
        offer(position);
    }
}

std::optional<Instant> Queue::next() const {
    return may_start_.empty() ? std::nullopt : std::optional(may_start_.begin()->first);
}

}  // namespace dunghan::endpoint
