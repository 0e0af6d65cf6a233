#include "engine/runtime/touched.h"

#include "engine/deadline/due.h"
#include "engine/projection/calendar_labelled.h"
#include "engine/runtime/rules.h"
#include "engine/task/milestones.h"
#include "engine/task/terms.h"

namespace dunghan {

Result<const CalendarDifference*> Touched::since(const std::string& label, const Calendar& now) {
    auto& known = differences_[now.label()];
    if (const auto found = known.find(label); found != known.end()) {
        return &found->second;
    }
    return calendar_labelled(store_, label).map([&](const Calendar& before) {
        const auto difference = CalendarDifference::between(before, now);
        return &std::as_const(known.emplace(label, difference).first->second);
    });
}

Result<bool> Touched::is_touched(const task::State& state) {
    const task::Rules rules = rules_for(views_, state, task::ReckonTerms{});
    if (rules.calendar == nullptr) {
        return true;
    }
    for (const std::uint32_t number : task::Terms(state, {}, rules).reckonable()) {
        const Reckoning& counted = *task::reckoning_in_force(state, number);
        const auto difference = since(counted.calendar, *rules.calendar);
        if (!difference) {
            return tl::unexpected(difference.error());
        }
        const DaySpan asked = days_asked(
            *task::rule_in_force(state, number), counted.anchor, counted.due_before, rules.zone
        );
        if ((*difference)->touches(asked.from, asked.to)) {
            return true;
        }
    }
    return false;
}

}  // namespace dunghan
