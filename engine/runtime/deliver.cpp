// Claim -> send -> record: each attempt begins and ends in the log.
#include <algorithm>
#include <array>

#include "engine/base/limits.h"
#include "engine/projection/history.h"
#include "engine/runtime/deliveries.h"

namespace dunghan {
namespace {

Request delivery_request(
    const StreamId& digest, reminder::Command command, const std::string& step
) {
    Request request;
    request.stream = digest;
    request.command = std::move(command);
    request.id = command_id_from(digest.value + "|" + step);
    request.correlation = command_id_from(digest.value);
    request.actor = "deliverer";
    return request;
}

reminder::Command outcome_command(std::uint32_t attempt, const SendReport& report, Instant now) {
    const Instant retry_at = plus_ms(now, retry_delay_ms(attempt));
    const bool last = attempt >= limits::delivery_attempts_max;
    switch (report.outcome) {
        case SendOutcome::sent:
            return reminder::RecordSent{{attempt, report.answer, report.message_sha256}};
        case SendOutcome::not_sent:
            return reminder::RecordFailed{{attempt, last, report.answer, retry_at}};
        case SendOutcome::refused:
            return reminder::RecordFailed{{attempt, true, report.answer, {}}};
        case SendOutcome::uncertain:
            if (last) {
                return reminder::RecordFailed{{attempt, true, report.answer, {}}};
            }
            return reminder::RecordUncertain{{attempt, report.answer, retry_at}};
    }
    return reminder::RecordFailed{};
}

}  // namespace

std::int64_t retry_delay_ms(std::uint32_t attempt) {
    constexpr std::array<std::int64_t, 4> first_minutes{1, 5, 15, 30};
    return (attempt - 1 < first_minutes.size() ? first_minutes[attempt - 1] : 60) * ms_per_minute;
}

Result<void> Scheduler::recover() {
    std::vector<Request> requests;
    std::optional<Error> broken;
    // The outbox holds what is owed and what is claimed, nothing that is settled.
    const auto scanned = engine_.store().scan(View::outbox, {}, {}, [&](auto key, auto) {
        const auto owed = decode_timed_key(key);
        const auto state =
            owed ? engine_.views().digest(owed->stream) : tl::unexpected(owed.error());
        if (!state) {
            broken = state.error();
            return false;
        }
        if (state->delivery == reminder::Delivery::claimed) {
            const reminder::DeliveryUncertain outcome{
                state->attempts, "the process ended during the attempt", engine_.now()};
            requests.push_back(delivery_request(
                owed->stream,
                reminder::RecordUncertain{outcome},
                "outcome " + std::to_string(state->attempts)
            ));
        }
        return true;
    });
    if (!scanned || broken) {
        return tl::unexpected(broken ? *broken : scanned.error());
    }
    for (std::size_t at = 0; at < requests.size(); at += limits::group_commands_max) {
        const std::size_t count = std::min(limits::group_commands_max, requests.size() - at);
        if (const auto done = execute(std::span(requests).subspan(at, count)); !done) {
            return tl::unexpected(done.error());
        }
    }
    return {};
}

// Claims what is owed by now, in one group, then hands each to the sender.
Result<void> Scheduler::deliver(TickReport& report) {
    if (!open_slot()) {
        return {};  // quiet hours hold for what is tried again, too
    }
    std::vector<StreamId> owed;
    const Instant until = plus_ms(engine_.now(), 1);
    const auto scanned =
        engine_.store().scan(View::outbox, {}, timed_key(until, {}), [&](auto key, auto) {
            const auto row = decode_timed_key(key);
            if (deliveries_->in_flight.size() + owed.size() >= limits::delivery_batch_max) {
                return false;
            }
            if (row && deliveries_->in_flight.count(row->stream) == 0) {
                owed.push_back(row->stream);
            }
            return true;
        });
    if (!scanned || owed.empty()) {
        return scanned;
    }
    std::vector<Request> claims;
    for (const StreamId& digest : owed) {
        const auto state = engine_.views().digest(digest);
        if (!state) {
            return tl::unexpected(state.error());
        }
        claims.push_back(delivery_request(
            digest,
            reminder::ClaimDelivery{deliveries_->sender.transport()},
            "claim " + std::to_string(state->attempts + 1)
        ));
    }
    const auto claimed = execute(claims);
    if (!claimed) {
        return tl::unexpected(claimed.error());
    }
    for (std::size_t i = 0; i < owed.size(); ++i) {
        if (!(*claimed)[i]) {
            continue;
        }
        const auto digest = digest_of(engine_.store(), owed[i]);
        const auto state = engine_.views().digest(owed[i]);
        if (!digest || !state) {
            return tl::unexpected(digest ? state.error() : digest.error());
        }
        ++report.claimed;
        deliveries_->in_flight.insert(owed[i]);
        const std::uint32_t attempt = state->attempts;
        deliveries_->sender.send(
            *digest,
            [deliveries = deliveries_.get(), stream = owed[i], attempt](SendReport answer) {
                deliveries->settled.push_back({stream, attempt, std::move(answer)});
            }
        );
    }
    return {};
}

// Records the answers that have come.
Result<void> Scheduler::settle(TickReport& report) {
    if (deliveries_->settled.empty()) {
        return {};
    }
    const std::vector<Deliveries::Settled> settled = std::exchange(deliveries_->settled, {});
    std::vector<Request> requests;
    for (const auto& [digest, attempt, answer] : settled) {
        deliveries_->in_flight.erase(digest);
        if (answer.outcome != SendOutcome::sent) {
            report.troubles.push_back(digest.value + ": " + answer.answer);
        }
        requests.push_back(delivery_request(
            digest,
            outcome_command(attempt, answer, engine_.now()),
            "outcome " + std::to_string(attempt)
        ));
    }
    return execute(requests).map([](const auto&) {});
}

}  // namespace dunghan
