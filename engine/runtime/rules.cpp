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

std::string calendar_of_holder(const Directory& directory, const task::State& state) {
    const auto& holders = state.description.value.holders;
    const Agency* agency = holders.empty() ? nullptr : directory.agency(holders.front().id);
    return agency == nullptr ? "" : agency->calendar;
}

}  // namespace

task::Rules rules_for(const Projector& views, const task::State& state, const task::Command& wish) {
    task::Rules rules;
    rules.definition = definition_for(views.definitions(), state, wish);
    std::string calendar = rules.definition ? rules.definition->calendar : "";
    if (calendar.empty()) {
        calendar = calendar_of_holder(views.directory(), state);
    }
    if (const auto& policy = views.policy()) {
        rules.zone = policy->zone;
        rules.coordinator = policy->coordinator;
    }
    if (calendar.empty()) {
        calendar = views.calendars().only();
    }
    const auto found = views.calendars().resolved(calendar);
    rules.calendar = found ? *found : nullptr;
    return rules;
}

}  // namespace dunghan
