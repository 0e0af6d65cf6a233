// One endpoint on its way through the log: what it is owed, how far it has come, and the changes of
// the ledger that follow. For engine/runtime only.
#pragma once

#include <string>
#include <vector>

#include "engine/codec/ledger_rows.h"
#include "engine/endpoint/queue.h"
#include "engine/endpoint/state.h"
#include "engine/event/envelope.h"
#include "engine/port/ledger.h"

namespace dunghan {

using LedgerChanges = std::vector<LedgerChange>;

class DispatchLine {
 public:
    // What the ledger holds of it; of one it does not know, from where the endpoint was created.
    // Errors: the ledger's, corruption.
    [[nodiscard]] static Result<DispatchLine> open(
        const endpoint::State& state, const Ledger& ledger
    );

    // The endpoint as its events tell it now.
    void follow(const endpoint::State& state, Instant now, LedgerChanges& changes);

    [[nodiscard]] const endpoint::State& state() const { return state_; }

    [[nodiscard]] const std::string& id() const { return state_.endpoint.id; }

    [[nodiscard]] const endpoint::Queue& queue() const { return queue_; }

    [[nodiscard]] std::uint64_t cursor() const { return standing_.cursor; }

    [[nodiscard]] std::size_t under_way() const { return under_way_; }

    // Whether it asked for events of that type.
    [[nodiscard]] bool wants(EventType type) const;

    // The log was looked at up to there.
    void pass(std::uint64_t position) {
        standing_.cursor = position;
        moved_ = true;
    }

    void owe(const Envelope& event, Instant now, LedgerChanges& changes);

    // Everything recorded since then that was given up or failed is owed again, once.
    [[nodiscard]] Result<void> repeat_since(
        Instant since, Instant now, const Ledger& ledger, LedgerChanges& changes
    );

    [[nodiscard]] std::vector<std::uint64_t> start(Instant now, std::size_t most);

    void drop(std::uint64_t position, LedgerChanges& changes);

    struct Settled {
        endpoint::Queue::End end{};
        std::optional<endpoint::DisableCause> disable;  // it is to be disabled for that
    };

    // `attempt` is filled in and noted. Nothing is noted of what was not tried.
    Settled settle(
        const endpoint::CallReport& report,
        Instant now,
        endpoint::Attempt attempt,
        LedgerChanges& changes
    );

    // What moved since the last time.
    void note_standing(LedgerChanges& changes);

 private:
    DispatchLine(const endpoint::State& state, endpoint::Standing standing);

    void resolve_types();
    void put_open(std::uint64_t position, LedgerChanges& changes) const;

    endpoint::State state_;
    endpoint::Queue queue_;
    endpoint::Standing standing_;
    std::vector<EventType> types_;  // empty: all
    std::size_t under_way_ = 0;
    bool moved_ = true;
};

// Every row the ledger has of an endpoint goes.
[[nodiscard]] Result<void> forget_endpoint(
    const std::string& id, const Ledger& ledger, LedgerChanges& changes
);

}  // namespace dunghan
