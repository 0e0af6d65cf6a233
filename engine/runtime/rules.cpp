#include "engine/runtime/rules.h"

#include "engine/task/workflow.h"

namespace dunghan {
namespace {

const Definition* definition_named(
    const Definitions& definitions, const std::string& id, std::uint32_t version
) {
    return version == 0 ? definitions.latest(id) : definitions.find(id, version);
}

const Definition* definition_for(
    const Definitions& definitions, const task::State& state, const task::Command& wish
) {
    if (const auto* bind = std::get_if<task::Bind>(&wish)) {
        return definition_named(definitions, bind->content.definition, bind->content.version);
    }
    if (const auto* migrate = std::get_if<task::Migrate>(&wish)) {
        return definition_named(definitions, migrate->content.definition, migrate->content.version);
    }
    const task::Following now = task::following(state);
    return now.version == 0 ? nullptr : definitions.find(now.definition, now.version);
}

}  // namespace

const Calendar* calendar_for(
    const Projector& views, const Definition* definition, const std::string& agency
) {
    std::string calendar = definition ? definition->calendar : "";
    if (const Agency* holder = views.directory().agency(agency); calendar.empty() && holder) {
        calendar = holder->calendar;
    }
    if (const auto& policy = views.policy(); calendar.empty() && policy) {
        calendar = policy->calendar;
    }
    if (calendar.empty()) {
        calendar = views.calendars().only();
    }
    const auto found = views.calendars().resolved(calendar);
    return found ? *found : nullptr;
}

task::Rules rules_for(const Projector& views, const task::State& state, const task::Command& wish) {
    const auto& holders = state.description.value.holders;
    task::Rules rules;
    rules.definition = definition_for(views.definitions(), state, wish);
    rules.calendar =
        calendar_for(views, rules.definition, holders.empty() ? "" : holders.front().id);
    if (const auto [policy, working_time] = views.policy_of(state); policy != nullptr) {
        rules.zone = policy->zone;
        rules.coordinator = policy->coordinator;
        rules.reminding = working_time;
        rules.rest_days = policy->rest_days;
    }
    return rules;
}

}  // namespace dunghan
