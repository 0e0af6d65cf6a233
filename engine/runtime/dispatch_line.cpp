#include "engine/runtime/dispatch_line.h"

#include <algorithm>

#include "engine/codec/event.h"

namespace dunghan {
namespace {

using endpoint::Call;
using endpoint::CallOutcome;
using endpoint::Queue;

// Rows of one endpoint in a table of calls.
Result<std::vector<Call>> calls_in(
    const Ledger& ledger, LedgerTable table, const std::string& endpoint
) {
    std::vector<Call> calls;
    std::optional<Error> broken;
    const auto scanned =
        ledger.scan(table, first_key_of(endpoint), end_of_keys_of(endpoint), [&](auto, auto value) {
            auto call = decode_call(value);
            if (!call) {
                broken = call.error();
                return false;
            }
            calls.push_back(std::move(*call));
            return true;
        });
    if (!scanned || broken) {
        return tl::unexpected(broken ? *broken : scanned.error());
    }
    return calls;
}

}  // namespace

DispatchLine::DispatchLine(const endpoint::State& state, endpoint::Standing standing)
    : state_(state), queue_(state.endpoint.id, state.endpoint.ordered), standing_(standing) {
    resolve_types();
}

Result<DispatchLine> DispatchLine::open(const endpoint::State& state, const Ledger& ledger) {
    endpoint::Standing standing{state.created, std::nullopt, state.created_at};
    const auto row = ledger.get(LedgerTable::standing, state.endpoint.id);
    if (!row) {
        return tl::unexpected(row.error());
    }
    if (*row) {
        const auto known = decode_standing(**row);
        if (!known) {
            return tl::unexpected(known.error());
        }
        standing = *known;
    }
    auto calls = calls_in(ledger, LedgerTable::open, state.endpoint.id);
    if (!calls) {
        return tl::unexpected(calls.error());
    }
    DispatchLine line(state, standing);
    for (Call& call : *calls) {
        line.queue_.owe(std::move(call));
    }
    return line;
}

void DispatchLine::resolve_types() {
    types_.clear();
    for (const std::string& name : state_.endpoint.types) {
        if (const auto type = type_named(name)) {
            types_.push_back(*type);
        }
    }
}

bool DispatchLine::wants(EventType type) const {
    return state_.endpoint.types.empty() || std::ranges::count(types_, type) > 0;
}

void DispatchLine::follow(const endpoint::State& state, Instant now, LedgerChanges& changes) {
    const bool reordered = state.endpoint.ordered != state_.endpoint.ordered;
    state_ = state;
    resolve_types();
    if (reordered) {
        queue_.set_ordered(state.endpoint.ordered);
    }
    if (state.receives() && standing_.forgiven < state.enabled_at) {
        standing_.forgiven = state.enabled_at;
        standing_.streak.reset();
        moved_ = true;
        queue_.forgive(now);
        for (const auto& [position, call] : queue_.calls()) {
            put_open(position, changes);
        }
    }
}

void DispatchLine::put_open(std::uint64_t position, LedgerChanges& changes) const {
    changes.push_back(
        {LedgerTable::open, call_key(id(), position), encode_row(*queue_.call(position))}
    );
}

void DispatchLine::owe(const Envelope& event, Instant now, LedgerChanges& changes) {
    queue_.owe({event.position.value, event.stream.value, event.recorded_at, 0, now, false});
    put_open(event.position.value, changes);
}

Result<void> DispatchLine::repeat_since(
    Instant since, Instant now, const Ledger& ledger, LedgerChanges& changes
) {
    auto dead = calls_in(ledger, LedgerTable::dead, id());
    if (!dead) {
        return tl::unexpected(dead.error());
    }
    for (const std::uint64_t position : queue_.repeat_since(since, now)) {
        put_open(position, changes);
    }
    for (Call& call : *dead) {
        if (call.recorded < since) {
            continue;
        }
        const std::uint64_t position = call.position;
        call.attempts = 0;
        call.next = now;
        call.replayed = true;
        queue_.owe(std::move(call));
        put_open(position, changes);
        changes.push_back({LedgerTable::dead, call_key(id(), position), std::nullopt});
    }
    return {};
}

std::vector<std::uint64_t> DispatchLine::start(Instant now, std::size_t most) {
    auto started = queue_.start(now, most);
    under_way_ += started.size();
    return started;
}

void DispatchLine::drop(std::uint64_t position, LedgerChanges& changes) {
    --under_way_;
    queue_.drop(position);
    changes.push_back({LedgerTable::open, call_key(id(), position), std::nullopt});
}

DispatchLine::Settled DispatchLine::settle(
    const endpoint::CallReport& report,
    Instant now,
    endpoint::Attempt attempt,
    LedgerChanges& changes
) {
    --under_way_;
    const std::uint64_t position = attempt.position;
    const Call call = *queue_.call(position);
    Settled settled{queue_.settle(position, report, now), std::nullopt};
    if (report.outcome == CallOutcome::not_tried) {
        return settled;
    }
    attempt.number = call.attempts + 1;
    attempt.dead = settled.end == Queue::End::given_up;
    if (settled.end == Queue::End::again) {
        attempt.next = queue_.call(position)->next;
        put_open(position, changes);
    } else {
        changes.push_back({LedgerTable::open, call_key(id(), position), std::nullopt});
    }
    if (attempt.dead) {
        changes.push_back({LedgerTable::dead, call_key(id(), position), encode_row(call)});
    }
    changes.push_back(
        {LedgerTable::attempt, attempt_key(id(), attempt.started, position), encode_row(attempt)}
    );
    if (report.outcome == CallOutcome::delivered) {
        moved_ = moved_ || standing_.streak.has_value();
        standing_.streak.reset();
        return settled;
    }
    standing_.streak = endpoint::add_failure(standing_.streak, now);
    moved_ = true;
    if (report.outcome == CallOutcome::gone) {
        settled.disable = endpoint::DisableCause::gone;
    } else if (endpoint::is_given_up(*standing_.streak, now)) {
        settled.disable = endpoint::DisableCause::silent;
    }
    return settled;
}

void DispatchLine::note_standing(LedgerChanges& changes) {
    if (std::exchange(moved_, false)) {
        changes.push_back({LedgerTable::standing, id(), encode_row(standing_)});
    }
}

Result<void> forget_endpoint(const std::string& id, const Ledger& ledger, LedgerChanges& changes) {
    changes.push_back({LedgerTable::standing, id, std::nullopt});
    for (const LedgerTable table : {LedgerTable::open, LedgerTable::dead, LedgerTable::attempt}) {
        const auto scanned =
            ledger.scan(table, first_key_of(id), end_of_keys_of(id), [&](auto key, auto) {
                changes.push_back({table, std::string(key), std::nullopt});
                return true;
            });
        if (!scanned) {
            return scanned;
        }
    }
    return {};
}

}  // namespace dunghan
