// What happens by itself at an instant, when nobody did anything before: rows of View::timer.
#include "engine/base/limits.h"
#include "engine/runtime/check_outcomes.h"
#include "engine/runtime/scheduler.h"
#include "engine/task/workflow.h"

namespace dunghan {
namespace {

Result<std::vector<TimedKey>> timers_until(const Store& store, Instant now) {
    std::vector<TimedKey> timers;
    std::optional<Error> broken;
    const auto scanned =
        store.scan(View::timer, {}, timed_key(plus_ms(now, 1), {}), [&](auto key, auto) {
            auto timer = decode_timed_key(key);
            if (!timer) {
                broken = timer.error();
                return false;
            }
            timers.push_back(std::move(*timer));
            return timers.size() < limits::due_batch_max;
        });
    if (!scanned || broken) {
        return tl::unexpected(broken ? *broken : scanned.error());
    }
    return timers;
}

// It happens when it was to happen, however late the scheduler is.
Request request_of(const StreamId& task, const task::Deemed& deemed) {
    Request request;
    request.stream = task;
    request.command = task::Command{task::TakeDeemed{deemed.milestone, deemed.transition}};
    request.id = command_id_from(
        "deemed|" + task.value + "|" + std::to_string(deemed.milestone) + "|" +
        to_rfc3339(deemed.at)
    );
    request.correlation = request.id;
    request.actor = "scheduler";
    request.occurred_at = deemed.at;
    return request;
}

}  // namespace

Result<void> Scheduler::fire_timers(TickReport& report) {
    const auto timers = timers_until(engine_.store(), engine_.now());
    if (!timers) {
        return tl::unexpected(timers.error());
    }
    std::vector<Request> requests;
    for (const TimedKey& timer : *timers) {
        if (engine_.views().series(timer.stream)) {
            if (const auto opened = open_period(timer, report); !opened) {
                return opened;
            }
            continue;
        }
        const auto state = engine_.views().task(timer.stream);
        if (!state) {
            return tl::unexpected(state.error());
        }
        if (const auto deemed = task::next_deemed(**state); deemed && deemed->at == timer.at) {
            requests.push_back(request_of(timer.stream, *deemed));
        }
    }
    const auto outcomes = engine_.execute(requests);
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        report.fired += outcomes[i] ? 1 : 0;
        if (!outcomes[i]) {
            report.troubles.push_back(requests[i].stream.value + ": " + outcomes[i].error().detail);
        }
    }
    return check_outcomes(outcomes);
}

Result<std::optional<Instant>> Scheduler::next_timer() const {
    std::optional<Instant> next;
    return engine_.store()
        .scan(
            View::timer,
            {},
            {},
            [&](auto key, auto) {
                const auto timer = decode_timed_key(key);
                next = timer ? std::max(timer->at, engine_.now()) : engine_.now();
                return false;
            }
        )
        .map([&] { return next; });
}

}  // namespace dunghan
