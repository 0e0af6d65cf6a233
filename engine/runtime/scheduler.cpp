#include "engine/runtime/scheduler.h"

#include <algorithm>

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
        .and_then([&] { return run_rounds(report); })
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
        report.calendars = step.calendars;
        report.applied = step.done && !step.calendars.empty();
        report.reckoned += step.looked_at;
        report.touched += step.touched;
        report.moved += step.moved;
        reckoned_ = step.done;
    });
}

// The rounds of open slots: first every due task, then every digest. The first that records
// something ends the tick; one that finds nothing takes no tick of its own.
Result<void> Scheduler::run_rounds(TickReport& report) {
    const Position before = engine_.store().head();
    Result<bool> over = true;
    while (over && *over && reckoned_ && engine_.store().head() == before) {
        const auto round = open_round();
        if (!round) {
            break;
        }
        over = run_round(*round, report);
    }
    return over.map([](bool) {});
}

// True: it is over.
Result<bool> Scheduler::run_round(const Round& round, TickReport& report) {
    if (round_ != round) {
        round_ = round;
        due_cursor_.clear();
        recipient_cursor_.clear();
    }
    return remind(round, report)
        .and_then([&](bool all) { return all ? issue_digests(round, report) : Result<bool>(false); }
        )
        .map([&](bool all) {
            for (const std::string& policy : all ? round.policies : std::set<std::string>{}) {
                done_[policy] = round.slot;
            }
            return all;
        });
}

// The earliest that is not over.
std::optional<Round> Scheduler::open_round() const {
    for (Round& round : open_rounds(engine_.views().policies(), engine_.now())) {
        std::erase_if(round.policies, [&](const std::string& policy) {
            const auto done = done_.find(policy);
            return done != done_.end() && done->second == round.slot;
        });
        if (!round.policies.empty()) {
            return round;
        }
    }
    return std::nullopt;
}

// Now, while a corrected calendar is not through or a round is not over; else the slot of the head
// of the due index. What waited for a slot that is closed by now is made up for in the next one.
Result<std::optional<Instant>> Scheduler::next_round() const {
    if (!reckoned_) {
        return engine_.now();
    }
    const auto slot = next_slot(engine_.views().policies(), engine_.now());
    if (!slot) {
        return std::nullopt;
    }
    if (open_round()) {
        return engine_.now();
    }
    std::optional<Instant> next;
    const auto due = engine_.store().scan(View::due, {}, {}, [&](auto key, auto) {
        const auto row = decode_timed_key(key);
        next = row ? std::max(row->at, *slot) : *slot;
        return false;
    });
    const auto untold = engine_.store().scan(View::pending, {}, {}, [&](auto, auto) {
        next = slot;
        return false;
    });
    if (!due || !untold) {
        return tl::unexpected(due ? untold.error() : due.error());
    }
    return next;
}

}  // namespace dunghan
