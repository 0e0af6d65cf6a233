#include "engine/runtime/scheduler.h"

#include <algorithm>

#include "engine/base/limits.h"
#include "engine/runtime/deliveries.h"

namespace dunghan {

Scheduler::Scheduler(Engine& engine, Sender& sender, SchedulerSettings settings)
    : engine_(engine),
      settings_(std::move(settings)),
      deliveries_(std::make_unique<Deliveries>(Deliveries{sender, {}, {}})),
      reckoner_(engine) {}

Scheduler::~Scheduler() = default;

std::size_t Scheduler::in_flight() const {
    return deliveries_->in_flight.size();
}

Result<std::vector<Outcome>> Scheduler::execute(std::span<const Request> requests) {
    std::vector<Outcome> outcomes = engine_.execute(requests);
    for (const Outcome& outcome : outcomes) {
        if (!outcome && outcome.error().kind == Refusal::Kind::failed) {
            return fail(ErrorCode::unavailable, outcome.error().detail);
        }
    }
    return outcomes;
}

Result<TickReport> Scheduler::tick() {
    TickReport report;
    return settle(report).and_then([&] { return held(); }).and_then([&](bool held) {
        report.held = held;
        return held ? Result<TickReport>(report) : run(report);
    });
}

Result<bool> Scheduler::held() const {
    return engine_.views().notice(std::string(outbox_notice)).map([](const auto& row) {
        return row.has_value();
    });
}

Result<TickReport> Scheduler::run(TickReport& report) {
    return reckon(report)
        .and_then([&] { return fire_timers(report); })
        .and_then([&] { return run_round(report); })
        .and_then([&] { return deliver(report); })
        .and_then([&] { return settle(report); })
        .and_then([&] { return next_round(); })
        .and_then([&](const auto& round) {
            report.next = round;
            return next_timer();
        })
        .and_then([&](const auto& timer) {
            keep_earliest(report.next, timer);
            return next_delivery();
        })
        .map([&](const auto& delivery) {
            keep_earliest(report.next, delivery);
            return report;
        });
}

Result<TickReport> Scheduler::settle_only() {
    TickReport report;
    return settle(report).map([&] { return report; });
}

// What a corrected calendar moves is moved before anybody is reminded by it.
Result<void> Scheduler::reckon(TickReport& report) {
    return reckoner_.step().map([&](const Reckoned& step) {
        report.moved += step.moved;
        reckoned_ = step.done;
    });
}

// The round of the open slot, if there is one: first every due task, then every digest.
Result<void> Scheduler::run_round(TickReport& report) {
    const auto slot = open_slot();
    if (!slot || done_slot_ == slot || !reckoned_) {
        return {};
    }
    if (round_slot_ != slot) {
        round_slot_ = slot;
        due_cursor_.clear();
        recipient_cursor_.clear();
    }
    return remind(*slot, report)
        .and_then([&](bool all) { return all ? issue_digests(*slot, report) : Result<bool>(false); }
        )
        .map([&](bool all) {
            if (all) {
                done_slot_ = slot;
            }
        });
}

std::optional<Instant> Scheduler::open_slot() const {
    const auto& policy = engine_.views().policy();
    const Instant now = engine_.now();
    if (!policy || !slot_is_open(now, *policy)) {
        return std::nullopt;
    }
    return slot_at_or_before(now, *policy);
}

// Now, while a round is not over; else the slot of the head of the due index. What waited for a
// slot that is closed by now is made up for in the next one.
Result<std::optional<Instant>> Scheduler::next_round() const {
    const auto& policy = engine_.views().policy();
    if (!policy) {
        return std::nullopt;
    }
    if (const auto slot = open_slot(); !reckoned_ || (slot && done_slot_ != slot)) {
        return engine_.now();
    }
    const Instant next_slot = slot_at_or_after(plus_ms(engine_.now(), 1), *policy);
    std::optional<Instant> next;
    const auto due = engine_.store().scan(View::due, {}, {}, [&](auto key, auto) {
        const auto row = decode_timed_key(key);
        next = row ? std::max(row->at, next_slot) : next_slot;
        return false;
    });
    const auto untold = engine_.store().scan(View::pending, {}, {}, [&](auto, auto) {
        next = next_slot;
        return false;
    });
    if (!due || !untold) {
        return tl::unexpected(due ? untold.error() : due.error());
    }
    return next;
}

Result<std::optional<Instant>> Scheduler::next_delivery() const {
    const auto& policy = engine_.views().policy();
    if (!policy || deliveries_->in_flight.size() >= limits::delivery_batch_max) {
        return std::nullopt;  // an answer will wake the loop
    }
    std::optional<Instant> next;
    return engine_.store()
        .scan(
            View::outbox,
            {},
            {},
            [&](auto key, auto) {
                const auto owed = decode_timed_key(key);
                const bool under_way = owed && deliveries_->in_flight.count(owed->stream) > 0;
                if (owed && !under_way) {
                    const Instant at = std::max(owed->at, engine_.now());
                    next = slot_is_open(at, *policy) ? at : slot_at_or_after(at, *policy);
                }
                return under_way;
            }
        )
        .map([&] { return next; });
}

}  // namespace dunghan
