#include "engine/escalation/plan.h"

#include <algorithm>

#include "engine/escalation/ladder.h"

namespace dunghan::escalation {
namespace {

using task::State;

void keep_earliest(std::optional<Instant>& earliest, std::optional<Instant> at) {
    if (at && (!earliest || *at < *earliest)) {
        earliest = at;
    }
}

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

}  // namespace

Plan plan(const State& state, const Policy& policy, const Calendar& calendar, Instant now) {
    Plan result;
    const bool quiet = state.course->silenced.stated() && now < state.course->silenced.value.until;
    const std::vector<Holder> holders = holders_of(state, policy);
    for (const AnchorAt& anchor : anchors_of(state)) {
        std::vector<Step> steps;
        for (const Holder& holder : holders) {
            const Ladder ladder(state, anchor, holder, policy, calendar);
            keep_earliest(result.next, quiet ? ladder.next() : ladder.next_after(now));
            steps.push_back(quiet ? Step{} : ladder.step(now));
        }
        add_all(result, std::move(steps), holders);
    }
    result.next = after_silence(state, result.next);
    return result;
}

std::optional<Instant> next_rung(
    const State& state, const Policy& policy, const Calendar& calendar
) {
    std::optional<Instant> earliest;
    const std::vector<Holder> holders = holders_of(state, policy);
    for (const AnchorAt& anchor : anchors_of(state)) {
        for (const Holder& holder : holders) {
            keep_earliest(earliest, Ladder(state, anchor, holder, policy, calendar).next());
        }
    }
    return after_silence(state, earliest);
}

}  // namespace dunghan::escalation
