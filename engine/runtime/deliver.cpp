// Claim -> send -> record: each attempt begins and ends in the log.
#include <algorithm>
#include <array>

#include "engine/base/limits.h"
#include "engine/projection/history.h"
#include "engine/runtime/check_outcomes.h"
#include "engine/runtime/deliveries.h"
#include "engine/task/judge.h"
#include "engine/task/stream.h"

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
        const auto checked =
            check_outcomes(engine_.execute(std::span(requests).subspan(at, count)));
        if (!checked) {
            return checked;
        }
    }
    return {};
}

// What is owed by `until` and not under way: stream and state, in the order of time.
template <class Visit>
Result<void> Scheduler::for_each_owed(const std::string& until, const Visit& visit) const {
    std::optional<Error> broken;
    const auto scanned = engine_.store().scan(View::outbox, {}, until, [&](auto key, auto) {
        const auto owed = decode_timed_key(key);
        if (!owed || deliveries_->in_flight.contains(owed->stream)) {
            return true;
        }
        const auto state = engine_.views().digest(owed->stream);
        if (!state) {
            broken = state.error();
            return false;
        }
        return visit(owed->at, owed->stream, *state);
    });
    return broken ? tl::unexpected(*broken) : scanned;
}

// Nothing: everything is under way. Quiet hours hold for what is tried again, too.
Result<std::optional<Instant>> Scheduler::next_delivery() const {
    std::optional<Instant> next;
    if (deliveries_->in_flight.size() >= limits::delivery_batch_max) {
        return next;  // an answer will wake the loop
    }
    const Policies& policies = engine_.views().policies();
    const Instant now = engine_.now();
    return for_each_owed(
               {},
               [&](Instant at, const StreamId&, const reminder::State& digest) {
                   const auto opening = next_opening(policies, digest.policies, std::max(at, now));
                   if (opening && (!next || *opening < *next)) {
                       next = opening;
                   }
                   // One policy opens for all alike: nothing later leaves earlier.
                   return policies.all().size() > 1 && next != now;
               }
    ).map([&] { return next; });
}

// What is owed by now and may leave now, at most as much as may be under way.
Result<std::vector<StreamId>> Scheduler::owed_now() const {
    const Policies& policies = engine_.views().policies();
    const Instant now = engine_.now();
    std::vector<StreamId> owed;
    if (open_rounds(policies, now).empty()) {
        return owed;
    }
    return for_each_owed(
               timed_key(plus_ms(now, 1), {}),
               [&](Instant, const StreamId& stream, const reminder::State& digest) {
                   if (deliveries_->in_flight.size() + owed.size() >= limits::delivery_batch_max) {
                       return false;
                   }
                   if (next_opening(policies, digest.policies, now) == now) {
                       owed.push_back(stream);
                   }
                   return true;
               }
    ).map([&] { return owed; });
}

// Everything it tells has been finished since it was made. What it only counts nobody knows.
Result<bool> Scheduler::is_outdated(const reminder::DigestIssued& digest) const {
    if (digest.omitted > 0 || !digest.notice.empty()) {
        return false;
    }
    for (const reminder::Item& item : digest.items) {
        const auto state = engine_.views().task(task::stream_of(item.kind, item.code));
        if (!state) {
            return tl::unexpected(state.error());
        }
        if (task::is_open(**state)) {
            return false;
        }
    }
    return true;
}

// Withdrawn when there is nothing left to tell, else claimed.
Result<Request> Scheduler::next_step(const StreamId& stream, const reminder::DigestIssued& digest)
    const {
    const auto state = engine_.views().digest(stream);
    const auto outdated = is_outdated(digest);
    if (!state || !outdated) {
        return tl::unexpected(state ? outdated.error() : state.error());
    }
    if (*outdated) {
        return delivery_request(stream, reminder::WithdrawDelivery{{"completed"}}, "withdraw");
    }
    return delivery_request(
        stream,
        reminder::ClaimDelivery{deliveries_->sender.transport()},
        "claim " + std::to_string(state->attempts + 1)
    );
}

// Claims what is owed by now, in one group, then hands each to the sender.
Result<void> Scheduler::deliver(TickReport& report) {
    const auto owed = owed_now();
    if (!owed || owed->empty()) {
        return owed ? Result<void>{} : tl::unexpected(owed.error());
    }
    std::vector<reminder::DigestIssued> digests;
    std::vector<Request> steps;
    for (const StreamId& stream : *owed) {
        auto digest = digest_of(engine_.store(), stream);
        auto step = digest ? next_step(stream, *digest) : tl::unexpected(digest.error());
        if (!step) {
            return tl::unexpected(step.error());
        }
        digests.push_back(std::move(*digest));
        steps.push_back(std::move(*step));
    }
    const std::vector<Outcome> outcomes = engine_.execute(steps);
    if (const auto checked = check_outcomes(outcomes); !checked) {
        return checked;
    }
    for (std::size_t i = 0; i < owed->size(); ++i) {
        const auto state = engine_.views().digest((*owed)[i]);
        if (!state) {
            return tl::unexpected(state.error());
        }
        if (!outcomes[i] || state->delivery != reminder::Delivery::claimed) {
            continue;
        }
        ++report.claimed;
        deliveries_->in_flight.insert((*owed)[i]);
        deliveries_->sender.send(
            digests[i],
            [deliveries = deliveries_.get(),
             stream = (*owed)[i],
             attempt = state->attempts](SendReport answer) {
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
    return check_outcomes(engine_.execute(requests));
}

}  // namespace dunghan
