// One holder's way up the rungs of one anchor.
#pragma once

#include <optional>
#include <vector>

#include "engine/escalation/holders.h"
#include "engine/escalation/rung.h"

namespace dunghan::escalation {

// What one look finds: at most one rung, the latest, and what it passes over. No holder's name yet.
struct Step {
    std::optional<task::RungReached> reached;
    std::vector<task::RungsSuperseded> superseded;
};

// Refers to what it is made of.
class Ladder {
 public:
    Ladder(
        const task::State& state,
        const AnchorAt& anchor,
        const Holder& holder,
        const Policy& policy,
        const Calendar& calendar
    );

    // When there is something to tell, past or future; nothing: never.
    [[nodiscard]] std::optional<Instant> next() const;

    // The same after `now`, when all that is reached by then has been told.
    [[nodiscard]] std::optional<Instant> next_after(Instant now) const;

    // What there is to tell at `now`.
    [[nodiscard]] Step step(Instant now) const;

    // What was reached by then, whoever rests.
    [[nodiscard]] Step climb(Instant now) const;

    // When the next rung is reached, whoever rests.
    [[nodiscard]] std::optional<Instant> next_reached() const;

 private:
    // A rung and its first occurrence that is not dealt with.
    struct Ahead {
        const RungRule* rule = nullptr;
        std::uint32_t occurrence = 0;
        Instant planned;
    };

    template <class Visit>
    void for_each_rung(const Visit& visit) const;
    [[nodiscard]] bool broke_promise() const;
    [[nodiscard]] bool is_silent() const;
    [[nodiscard]] std::optional<Ahead> first_ahead(std::optional<Instant> after) const;
    [[nodiscard]] Step resume(Instant now) const;
    [[nodiscard]] Ahead rung_after_rest() const;
    [[nodiscard]] task::RungReached reached(const Ahead& rung) const;

    const task::State& state_;
    const AnchorAt& anchor_;
    const Holder& holder_;
    const Policy& policy_;
    const Calendar& calendar_;
    LastTold last_;
    std::optional<Instant> done_;  // rungs planned up to then are dealt with
};

}  // namespace dunghan::escalation
