#include "engine/escalation/plan.h"

#include <algorithm>

#include "engine/escalation/ladder.h"
#include "engine/task/judge.h"

namespace dunghan::escalation {
namespace {

using task::State;

// Silence moves what falls into it to its end.
std::optional<Instant> after_silence(const State& state, std::optional<Instant> at) {
    return at && state.course->silenced.stated() ? std::max(*at, state.course->silenced.value.until)
                                                 : at;
}

// Whether both tell the same, whoever was silent.
bool tell_the_same(const Step& a, const Step& b) {
    if (!a.reached || !b.reached || a.superseded != b.superseded) {
        return !a.reached && !b.reached;
    }
    task::RungReached reached = *a.reached;
    reached.silent = b.reached->silent;
    return reached == *b.reached;
}

void add(Plan& plan, Step step, const std::string& holder) {
    step.reached->holder = holder;
    for (auto& passed : step.superseded) {
        passed.holder = holder;
    }
    plan.reached.push_back(*std::move(step.reached));
    plan.superseded.insert(plan.superseded.end(), step.superseded.begin(), step.superseded.end());
}

// Holders who are told the same climb together: one entry, without a name.
void add_all(Plan& plan, std::vector<Step> steps, const std::vector<Holder>& holders) {
    const bool together = std::ranges::all_of(steps, [&](const Step& step) {
        return tell_the_same(step, steps.front());
    });
    if (!together) {
        for (std::size_t i = 0; i < steps.size(); ++i) {
            if (steps[i].reached) {
                add(plan, std::move(steps[i]), holders[i].id);
            }
        }
        return;
    }
    Step& all = steps.front();
    if (!all.reached) {
        return;
    }
    for (std::size_t i = 1; i < steps.size(); ++i) {
        const auto& silent = steps[i].reached->silent;
        all.reached->silent.insert(all.reached->silent.end(), silent.begin(), silent.end());
    }
    add(plan, std::move(all), "");
}

// When it was closed; nothing: it is open, or was never there.
std::optional<Instant> closed_at(const State& state) {
    if (state.cancelled.stated()) {
        return state.cancelled.occurred_at;
    }
    const bool done = state.exists() && state.progress.stated() && !task::is_open(state);
    return done ? std::optional(state.progress.occurred_at) : std::nullopt;
}

// A policy that names roles accounts for every rung, a task's end included.
bool accounts_for_all(const Policy& policy) {
    return std::ranges::any_of(policy.rungs, [](const RungRule& rule) { return !rule.to.empty(); });
}

// Calls `visit` with the ladders of each anchor, all holders of one together.
template <class Visit>
void for_each_anchor(
    const State& state,
    const Policy& policy,
    const Calendar& calendar,
    const std::vector<AnchorAt>& anchors,
    const Visit& visit
) {
    const std::vector<Holder> holders = holders_of(state, policy);
    for (const AnchorAt& anchor : anchors) {
        std::vector<Ladder> ladders;
        ladders.reserve(holders.size());
        for (const Holder& holder : holders) {
            ladders.emplace_back(state, anchor, holder, policy, calendar);
        }
        visit(holders, ladders);
    }
}

// What was reached before the task was closed and told nobody.
Plan plan_overtaken(
    const State& state, const Policy& policy, const Calendar& calendar, Instant closed, Instant now
) {
    Plan result;
    if (!accounts_for_all(policy)) {
        return result;
    }
    const auto overtaken = [&](const auto& holders, const std::vector<Ladder>& ladders) {
        std::vector<Step> steps;
        for (const Ladder& ladder : ladders) {
            steps.push_back(ladder.climb(std::min(now, closed)));
        }
        add_all(result, std::move(steps), holders);
    };
    for_each_anchor(state, policy, calendar, anchors_ever_of(state), overtaken);
    return result;
}

std::optional<Instant> next_overtaken(
    const State& state, const Policy& policy, const Calendar& calendar, Instant closed
) {
    std::optional<Instant> earliest;
    if (!accounts_for_all(policy)) {
        return earliest;
    }
    for_each_anchor(
        state,
        policy,
        calendar,
        anchors_ever_of(state),
        [&](const auto&, const std::vector<Ladder>& ladders) {
            for (const Ladder& ladder : ladders) {
                if (const auto next = ladder.next_reached(); next && *next <= closed) {
                    keep_earliest(earliest, next);
                }
            }
        }
    );
    return earliest;
}

}  // namespace

Plan plan(const State& state, const Policy& policy, const Calendar& calendar, Instant now) {
    if (const auto closed = closed_at(state)) {
        return plan_overtaken(state, policy, calendar, *closed, now);
    }
    Plan result;
    const bool quiet = state.course->silenced.stated() && now < state.course->silenced.value.until;
    const auto tell = [&](const auto& holders, const std::vector<Ladder>& ladders) {
        std::vector<Step> steps;
        for (const Ladder& ladder : ladders) {
            keep_earliest(result.next, quiet ? ladder.next() : ladder.next_after(now));
            steps.push_back(quiet ? Step{} : ladder.step(now));
        }
        add_all(result, std::move(steps), holders);
    };
    for_each_anchor(state, policy, calendar, anchors_of(state), tell);
    result.next = after_silence(state, result.next);
    return result;
}

std::optional<Instant> next_rung(
    const State& state, const Policy& policy, const Calendar& calendar
) {
    if (const auto closed = closed_at(state)) {
        return next_overtaken(state, policy, calendar, *closed);
    }
    std::optional<Instant> earliest;
    const auto look = [&](const auto&, const std::vector<Ladder>& ladders) {
        for (const Ladder& ladder : ladders) {
            keep_earliest(earliest, ladder.next());
        }
    };
    for_each_anchor(state, policy, calendar, anchors_of(state), look);
    return after_silence(state, earliest);
}

}  // namespace dunghan::escalation
