#include "engine/escalation/ladder.h"

#include <algorithm>

#include "engine/task/ball.h"

namespace dunghan::escalation {
namespace {

// A receipt asked of everyone is given for good, a promise only until it is broken.
bool has_confirmed(const Holder& holder, const RungRule& rule, Instant first) {
    return rule.everyone && holder.acknowledged != nullptr && !holder.promised() &&
           holder.acknowledged->occurred_at >= first;
}

std::optional<Instant> not_before(std::optional<Instant> at, std::optional<Instant> bound) {
    return at && bound ? std::max(at, bound) : at;
}

}  // namespace

Ladder::Ladder(
    const task::State& state,
    const AnchorAt& anchor,
    const Holder& holder,
    const Policy& policy,
    const Calendar& calendar
)
    : state_(state),
      anchor_(anchor),
      holder_(holder),
      policy_(policy),
      calendar_(calendar),
      last_(last_told(state, holder, anchor.milestone, anchor.at)) {
    if (last_.mark != nullptr) {
        done_ = last_.mark->planned;
    }
}

template <class Visit>
void Ladder::for_each_rung(const Visit& visit) const {
    for (const RungRule& rule : policy_.rungs) {
        if (rule.anchor != anchor_.kind) {
            continue;
        }
        Rung rung(anchor_, rule, policy_, calendar_);
        if (has_confirmed(holder_, rule, rung.planned_at(0))) {
            rung.repeat_no_more();
        }
        visit(rung);
    }
}

// The promise was made to a reminder of this anchor, and it is the latest there was: when the rest
// ends, nobody has said yet that it was not kept.
bool Ladder::broke_promise() const {
    return holder_.promised() && last_.mark != nullptr &&
           last_.at <= holder_.acknowledged->occurred_at;
}

// Told before, and since then neither an acknowledgement nor a report.
bool Ladder::is_silent() const {
    return last_.mark != nullptr && state_.last_update < last_.at &&
           (holder_.acknowledged == nullptr || holder_.acknowledged->occurred_at < last_.at);
}

// Of two planned at one instant the later in the list, as in climb().
std::optional<Ladder::Ahead> Ladder::first_ahead(std::optional<Instant> after) const {
    std::optional<Ahead> first;
    for_each_rung([&](const Rung& rung) {
        const auto next = rung.first_after(after);
        if (!next) {
            return;
        }
        const Instant planned = rung.planned_at(*next);
        if (!first || planned <= first->planned) {
            first = Ahead{&rung.rule(), static_cast<std::uint32_t>(*next), planned};
        }
    });
    return first;
}

std::optional<Instant> Ladder::next_reached() const {
    const auto ahead = first_ahead(done_);
    return ahead ? std::optional(ahead->planned) : std::nullopt;
}

std::optional<Instant> Ladder::next() const {
    if (broke_promise()) {
        return holder_.rests_until();
    }
    return not_before(next_reached(), holder_.rests_until());
}

std::optional<Instant> Ladder::next_after(Instant now) const {
    if (holder_.rests_until() > now) {
        return next();
    }
    Instant told = done_ ? std::max(*done_, now) : now;
    if (broke_promise()) {
        told = std::max(told, rung_after_rest().planned);
    }
    const auto ahead = first_ahead(told);
    return ahead ? std::optional(ahead->planned) : std::nullopt;
}

Step Ladder::step(Instant now) const {
    if (holder_.rests_until() > now) {
        return {};
    }
    Step step = broke_promise() ? resume(now) : climb(now);
    if (step.reached && is_silent()) {
        for (const Party& party : task::ball_holders(state_)) {
            if (holder_.id.empty() || holder_.id == party.id) {
                step.reached->silent.push_back(party.id);
            }
        }
    }
    return step;
}

task::RungReached Ladder::reached(const Ahead& rung) const {
    task::RungReached reached;
    reached.rung = rung.rule->id;
    reached.occurrence = rung.occurrence;
    reached.milestone = anchor_.milestone;
    reached.anchor = anchor_.at;
    reached.planned = rung.planned;
    return reached;
}

// The latest rung reached takes the place of all before it.
Step Ladder::climb(Instant now) const {
    Step step;
    std::int64_t latest_from = 0;
    const auto pass_over = [&](const std::string& rung, std::int64_t from, std::int64_t to) {
        step.superseded.push_back(
            {rung,
             anchor_.milestone,
             static_cast<std::uint32_t>(from),
             static_cast<std::uint32_t>(to)}
        );
    };
    for_each_rung([&](const Rung& rung) {
        const auto from = rung.first_after(done_);
        const std::int64_t to = rung.last_occurrence(now);
        if (!from || *from > to) {
            return;
        }
        const Instant planned = rung.planned_at(to);
        if (step.reached && planned < step.reached->planned) {
            pass_over(rung.rule().id, *from, to);
            return;
        }
        if (step.reached) {
            pass_over(step.reached->rung, latest_from, step.reached->occurrence);
        }
        step.reached = reached({&rung.rule(), static_cast<std::uint32_t>(to), planned});
        latest_from = *from;
    });
    if (step.reached && step.reached->occurrence > latest_from) {
        pass_over(step.reached->rung, latest_from, step.reached->occurrence - 1);
    }
    return step;
}

// The next rung, whether its own time has passed or not come; where there is none, the last again.
Ladder::Ahead Ladder::rung_after_rest() const {
    const Instant end = *holder_.rests_until();
    if (auto next = first_ahead(done_)) {
        next->planned = std::max(next->planned, end);
        return *next;
    }
    const auto rule = std::ranges::find(policy_.rungs, last_.mark->rung, &RungRule::id);
    return {
        rule == policy_.rungs.end() ? &policy_.rungs.back() : &*rule,
        last_.mark->occurrence + 1,
        std::max(end, plus_ms(last_.mark->planned, 1))};
}

// A rest that ended with a broken promise: the ladder goes on with the next rung, and what was
// planned in the meantime is passed over. What was reached since the end of the rest takes the
// place of both, as always.
Step Ladder::resume(Instant now) const {
    const Ahead next = rung_after_rest();
    Step step = climb(now);
    if (!step.reached || step.reached->planned <= *holder_.rests_until()) {
        step = {reached(next), {}};
        for_each_rung([&](const Rung& rung) {
            const auto first = rung.first_after(done_);
            const std::int64_t from = first.value_or(0) + (&rung.rule() == next.rule ? 1 : 0);
            const std::int64_t to = rung.last_occurrence(now);
            if (first && from <= to) {
                step.superseded.push_back(
                    {rung.rule().id,
                     anchor_.milestone,
                     static_cast<std::uint32_t>(from),
                     static_cast<std::uint32_t>(to)}
                );
            }
        });
    }
    step.reached->promise = holder_.acknowledged->value.promise;
    return step;
}

}  // namespace dunghan::escalation
