// The policy as releases up to 0.2.0 published it: rungs in calendar days, told to whoever holds
// the ball.
#pragma once

#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "engine/codec/published_fields.h"
#include "engine/codec/schema.h"

namespace dunghan {

namespace policy_v1 {

struct RungRule {
    std::string id;
    Anchor anchor = Anchor::due;
    std::int32_t offset_days = 0;
    std::int32_t every_days = 0;
    std::int32_t weekday = 0;
};

struct Published {
    std::string name;
    std::uint32_t version = 1;
    Zone zone;
    Slot slot;
    std::int32_t due_soon_days = 7;
    std::string coordinator;
    std::vector<RungRule> rungs;
};

}  // namespace policy_v1

template <>
inline constexpr auto fields<policy_v1::RungRule> = std::tuple{
    field("anchor", &policy_v1::RungRule::anchor),
    field("every_days", &policy_v1::RungRule::every_days),
    field("id", &policy_v1::RungRule::id),
    field("offset_days", &policy_v1::RungRule::offset_days),
    field("weekday", &policy_v1::RungRule::weekday)};

template <>
inline constexpr auto fields<policy_v1::Published> = std::tuple{
    field("coordinator", &policy_v1::Published::coordinator),
    field("due_soon_days", &policy_v1::Published::due_soon_days),
    field("name", &policy_v1::Published::name),
    field("rungs", &policy_v1::Published::rungs),
    field("slot", &policy_v1::Published::slot),
    field("version", &policy_v1::Published::version),
    field("zone", &policy_v1::Published::zone)};

template <>
struct EventSchema<PolicyPublished> {
    static constexpr std::uint16_t newest = 2;
    using Older = policy_v1::Published;

    static PolicyPublished from_older(const Older& old) {
        PolicyPublished policy;
        policy.name = old.name;
        policy.version = old.version;
        policy.zone = old.zone;
        policy.slot = old.slot;
        policy.due_soon_days = old.due_soon_days;
        policy.coordinator = old.coordinator;
        for (const auto& rung : old.rungs) {
            policy.rungs.push_back(
                {rung.id, rung.anchor, rung.offset_days, rung.every_days, rung.weekday}
            );
        }
        return policy;
    }

    // Nothing, when the policy says what that schema had no words for.
    static std::optional<Older> to_older(const PolicyPublished& policy) {
        Older old{
            policy.name,
            policy.version,
            policy.zone,
            policy.slot,
            policy.due_soon_days,
            policy.coordinator,
            {}};
        for (const RungRule& rung : policy.rungs) {
            old.rungs.push_back({rung.id, rung.anchor, rung.offset, rung.every, rung.weekday});
        }
        return from_older(old) == policy ? std::optional(std::move(old)) : std::nullopt;
    }
};

}  // namespace dunghan
