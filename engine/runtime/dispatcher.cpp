#include "engine/runtime/dispatcher.h"

#include <algorithm>

#include "engine/base/assert.h"
#include "engine/base/sha256.h"
#include "engine/codec/event.h"
#include "engine/endpoint/stream.h"
#include "engine/runtime/check_outcomes.h"
#include "engine/runtime/dispatcher_inside.h"

namespace dunghan {
namespace {

constexpr std::int64_t prune_every_ms = ms_per_day / 24;
constexpr std::size_t pruned_per_turn = 4'096;

std::string reason_of(endpoint::DisableCause cause) {
    return cause == endpoint::DisableCause::gone ? "nơi nhận trả lời 410: không nhận nữa"
                                                 : "120 giờ liền không nhận được lần nào";
}

Request request_of(const StreamId& stream, Command command, const std::string& name) {
    Request request;
    request.stream = stream;
    request.command = std::move(command);
    request.id = command_id_from(name);
    request.correlation = command_id_from(name);
    request.actor = "dispatcher";
    return request;
}

// The mail to whoever answers for an endpoint that was disabled.
reminder::DigestIssued notice_of(
    const endpoint::State& state, endpoint::DisableCause cause, Instant now, const Zone& zone
) {
    reminder::DigestIssued mail;
    mail.recipient = endpoint::stream_of(state.endpoint.id).value;
    mail.recipient_name = "Đơn vị quản lý điểm nhận " + state.endpoint.id;
    mail.address = state.endpoint.owner;
    mail.slot = now;
    mail.as_of = to_iso(date_at(now, zone));
    mail.notice =
        "Hệ thống đã ngừng gửi sự kiện đến điểm nhận " + state.endpoint.id + " (" +
        state.endpoint.url + "): " + reason_of(cause) +
        ". Những gì chưa gửi được vẫn giữ nguyên, và sẽ được gửi khi điểm nhận được bật lại.";
    return mail;
}

}  // namespace

Dispatcher::Dispatcher(
    Engine& engine, Ledger& ledger, CallSender& sender, DispatchSettings settings
)
    : inside_(std::make_shared<Inside>(engine, ledger, sender, std::move(settings))) {}

Dispatcher::~Dispatcher() = default;

void Dispatcher::begin_stop() {
    inside_->stopping = true;
}

std::size_t Dispatcher::under_way() const {
    return inside_->under_way;
}

Result<DispatchReport> Dispatcher::turn() {
    Inside& inside = *inside_;
    DispatchReport report;
    const auto hold = inside.engine.views().notice(std::string(outbox_notice));
    if (!hold) {
        return tl::unexpected(hold.error());
    }
    inside.held = hold->has_value();
    const auto done = inside.follow_endpoints()
                          .and_then([&] { return inside.settle(report); })
                          .and_then([&] { return inside.disable_those(report); })
                          .and_then([&] {
                              const bool idle = inside.held || inside.stopping;
                              return idle ? Result<void>{} : inside.feed();
                          })
                          .and_then([&] {
                              const bool idle = inside.held || inside.stopping;
                              return idle ? Result<void>{} : inside.start(inside_, report);
                          })
                          .and_then([&] { return inside.prune(); });
    if (!done) {
        return tl::unexpected(done.error());
    }
    for (auto& [id, line] : inside.lines) {
        line.note_standing(inside.changes);
    }
    if (!inside.changes.empty()) {
        if (const auto kept = inside.ledger.write(std::exchange(inside.changes, {})); !kept) {
            return tl::unexpected(kept.error());
        }
    }
    report.next = inside.next();
    return report;
}

Result<void> Dispatcher::Inside::follow_endpoints() {
    const Position head = engine.store().head();
    if (head == known) {
        return {};
    }
    const bool starting = known.value == 0;
    known = head;
    for (const auto& [stream, state] : engine.views().endpoints()) {
        const auto found = lines.find(state.endpoint.id);
        if (state.removed) {
            if (found != lines.end()) {
                under_way -= found->second.under_way();
                lines.erase(found);
            } else if (!starting) {
                continue;  // forgotten before
            }
            sender.forget(state.endpoint.id);
            if (const auto gone = forget_endpoint(state.endpoint.id, ledger, changes); !gone) {
                return gone;
            }
            continue;
        }
        if (found == lines.end()) {
            auto line = DispatchLine::open(state, ledger);
            if (!line) {
                return tl::unexpected(line.error());
            }
            line->follow(state, engine.now(), changes);
            lines.emplace(state.endpoint.id, std::move(*line));
        } else if (found->second.state().version != state.version) {
            found->second.follow(state, engine.now(), changes);
        }
    }
    return {};
}

Result<void> Dispatcher::Inside::settle(DispatchReport& report) {
    for (const Answer& answer : std::exchange(answers, {})) {
        const auto line = lines.find(answer.endpoint);
        if (line == lines.end()) {
            continue;  // removed meanwhile
        }
        --under_way;
        const Envelope& event = answer.event->envelope;
        endpoint::Attempt attempt;
        attempt.started = answer.report.started;
        attempt.position = event.position.value;
        attempt.message = sender.message_id(event.position);
        attempt.type = name_of(event.type);
        attempt.url = answer.url;
        attempt.outcome = answer.report.outcome;
        attempt.status = answer.report.status;
        attempt.latency_ms = answer.report.latency_ms;
        attempt.answer = answer.report.answer;
        attempt.error = answer.report.error;
        const auto settled =
            line->second.settle(answer.report, engine.now(), std::move(attempt), changes);
        if (answer.report.outcome == endpoint::CallOutcome::not_tried) {
            continue;
        }
        settled.end == endpoint::Queue::End::taken ? ++report.delivered : ++report.failed;
        report.given_up += settled.end == endpoint::Queue::End::given_up ? 1 : 0;
        if (settled.disable) {
            to_disable.emplace(answer.endpoint, *settled.disable);
        }
    }
    return {};
}

// The event and the mail in one group: both are there, or neither.
Result<void> Dispatcher::Inside::disable_those(DispatchReport& report) {
    for (const auto& [id, cause] : std::exchange(to_disable, {})) {
        const StreamId stream = endpoint::stream_of(id);
        const endpoint::State state = engine.views().endpoint(stream);
        if (!state.receives()) {
            continue;
        }
        const std::string name = stream.value + "|disable|" + std::to_string(state.version.value);
        const auto& policy = engine.views().policy();
        auto mail = notice_of(state, cause, engine.now(), policy ? policy->zone : Zone{});
        mail.message_id = to_hex(sha256(name)) + "@" + settings.message_domain;
        const endpoint::Disable wish{{id, cause, reason_of(cause)}};
        const std::vector<Request> requests{
            request_of(stream, endpoint::Command{wish}, name),
            request_of(
                {"digest/" + to_rfc3339(mail.slot) + "/endpoint-" + id},
                reminder::Command{reminder::IssueDigest{std::move(mail)}},
                name + "|mail"
            )};
        if (const auto done = check_outcomes(engine.execute(requests)); !done) {
            return done;
        }
        report.troubles.push_back("điểm nhận " + id + " bị ngừng: " + reason_of(cause));
    }
    return follow_endpoints();
}

// The endpoints take turns, beginning with another one each time.
Result<void> Dispatcher::Inside::start(
    const std::shared_ptr<Inside>& self, DispatchReport& report
) {
    auto at = lines.upper_bound(first);
    for (std::size_t left = lines.size(); left > 0 && under_way < settings.under_way_max; --left) {
        at = at == lines.end() ? lines.begin() : at;
        auto& [id, line] = *at++;
        if (!line.state().receives() || line.under_way() >= settings.per_endpoint_max) {
            continue;
        }
        first = id;
        const std::size_t most = std::min(
            settings.per_endpoint_max - line.under_way(), settings.under_way_max - under_way
        );
        for (const std::uint64_t position : line.start(engine.now(), most)) {
            const auto record = record_at(position);
            if (!record) {
                return tl::unexpected(record.error());
            }
            if (!may_see(line, (*record)->envelope)) {
                line.drop(position, changes);  // the task is another agency's by now
                continue;
            }
            ++under_way;
            ++report.started;
            sender.send(
                line.state(),
                *record,
                [self, id = id, record = *record, url = line.state().endpoint.url](
                    endpoint::CallReport made
                ) {
                    self->answers.push_back({id, record, url, std::move(made)});
                }
            );
        }
    }
    return {};
}

Result<void> Dispatcher::Inside::prune() {
    const Instant now = engine.now();
    if (now < plus_ms(pruned, prune_every_ms)) {
        return {};
    }
    std::size_t gone = 0;
    for (const auto& [id, line] : lines) {
        const std::string end = attempt_key(id, plus_ms(now, -settings.keep_ms), 0);
        const auto scanned =
            ledger.scan(LedgerTable::attempt, first_key_of(id), end, [&](auto key, auto) {
                changes.push_back({LedgerTable::attempt, std::string(key), std::nullopt});
                return ++gone < pruned_per_turn;
            });
        if (!scanned) {
            return scanned;
        }
    }
    if (gone < pruned_per_turn) {
        pruned = now;
    }
    return {};
}

std::optional<Instant> Dispatcher::Inside::next() const {
    if (stopping || held) {
        return std::nullopt;
    }
    const Instant now = engine.now();
    if (behind || !answers.empty() || !to_disable.empty()) {
        return now;
    }
    std::optional<Instant> soonest;
    for (const auto& [id, line] : lines) {
        const bool free = line.state().receives() && under_way < settings.under_way_max &&
                          line.under_way() < settings.per_endpoint_max;
        const auto next = free ? line.queue().next() : std::nullopt;
        if (next && (!soonest || *next < *soonest)) {
            soonest = next;
        }
    }
    return soonest;
}

}  // namespace dunghan
