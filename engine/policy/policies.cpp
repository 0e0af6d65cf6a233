#include "engine/policy/policies.h"

#include "engine/policy/check.h"
#include "engine/policy/slot.h"

namespace dunghan {
namespace {

const std::string default_stream = "policy";

Result<Calendar> working_time_of(const Policy& policy, const Calendars& calendars) {
    if (policy.calendar.empty()) {
        return calendar_of_slot(policy.slot);
    }
    return calendars.resolved(policy.calendar).map([](const Calendar* calendar) {
        return *calendar;
    });
}

tl::unexpected<Error> impossible(const Policy& policy, const Error& error) {
    return fail(
        ErrorCode::corruption,
        "Expected policy " + policy.name + " to have working time, but " + error.detail
    );
}

// Another release of the zone database alone is no other policy.
bool says_the_same(const Policy& known, Policy ours) {
    if (known.zone.offset_minutes == ours.zone.offset_minutes) {
        ours.zone.tzdata = known.zone.tzdata;
    }
    return known == ours;
}

}  // namespace

std::string policy_stream(const std::string& name) {
    return name == default_policy_name ? default_stream : default_stream + "/" + name;
}

Result<void> Policies::put(
    const std::string& stream, PolicyPublished content, const Calendars& calendars
) {
    auto calendar = working_time_of(content, calendars);
    if (!calendar) {
        return impossible(content, calendar.error());
    }
    newest_.insert_or_assign(stream, Entry{std::move(content), std::move(*calendar)});
    return {};
}

Result<std::set<std::string>> Policies::recount(const Calendars& calendars) {
    std::set<std::string> names;
    for (auto& [stream, entry] : newest_) {
        auto calendar = working_time_of(entry.policy, calendars);
        if (!calendar) {
            return impossible(entry.policy, calendar.error());
        }
        if (calendar->label() != entry.calendar.label()) {
            names.insert(entry.policy.name);
            entry.calendar = std::move(*calendar);
        }
    }
    return names;
}

const Policies::Entry* Policies::entry(const std::string& stream) const {
    const auto found = newest_.find(stream);
    return found == newest_.end() ? nullptr : &found->second;
}

PolicyInForce Policies::find(std::string_view name) const {
    const Entry* found = entry(default_stream);
    const bool is_default = name.empty() || name == default_policy_name ||
                            (found != nullptr && found->policy.name == name);
    if (!is_default) {
        found = entry(policy_stream(std::string(name)));
    }
    return found == nullptr ? PolicyInForce{} : PolicyInForce{&found->policy, &found->calendar};
}

std::vector<PolicyInForce> Policies::all() const {
    std::vector<PolicyInForce> policies;
    for (const auto& [stream, entry] : newest_) {
        policies.push_back({&entry.policy, &entry.calendar});
    }
    return policies;
}

Decision<bool> Policies::may_publish(
    const std::string& stream, const PolicyPublished& ours, const Calendars& calendars
) const {
    const std::string what = "policy " + ours.name;
    if (const auto problem = problem_in(ours)) {
        return reject(
            "bad_policy",
            "Expected " + problem->where + " of " + what + " to be " + problem->expected
        );
    }
    const bool same_name = find("") && find("").policy->name == ours.name;
    if (stream != default_stream && (stream != policy_stream(ours.name) || same_name)) {
        return reject(
            "bad_stream",
            "Expected " + what + " in the stream " +
                (same_name ? default_stream : policy_stream(ours.name)) + ", but got " + stream
        );
    }
    if (!ours.calendar.empty() && calendars.find(ours.calendar) == nullptr) {
        return reject(
            "unknown_calendar",
            "Expected a published calendar in " + what + ", but there is no '" + ours.calendar +
                "'; publish that first"
        );
    }
    const Entry* known = entry(stream);
    if (known == nullptr || known->policy.version < ours.version) {
        return true;
    }
    if (says_the_same(known->policy, ours)) {
        return false;
    }
    return reject(
        "version_taken",
        "Expected a version of " + what + " above " + std::to_string(known->policy.version) +
            ", which the log holds with another content, but got " + std::to_string(ours.version)
    );
}

}  // namespace dunghan
