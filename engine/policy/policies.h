// The policies that were published: the newest version of each, and the working time it counts in.
//
// One of them, in the stream "policy", is the policy of every task whose definition names none; the
// others stand in "policy/<name>". Not thread-safe.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/calendar/calendars.h"
#include "engine/policy/policy.h"

namespace dunghan {

inline constexpr std::string_view default_policy_name = "default";

// "policy" for the default one, "policy/statutory" for others.
[[nodiscard]] std::string policy_stream(const std::string& name);

// A policy with the working time of its calendar, or of its slot. Null: none was published.
struct PolicyInForce {
    const Policy* policy = nullptr;
    const Calendar* calendar = nullptr;

    explicit operator bool() const { return policy != nullptr; }
};

class Policies {
 public:
    // Replaces the version before. Error: corruption, for what could never have been published: a
    // calendar nobody knows, a slot of no length.
    [[nodiscard]] Result<void> put(
        const std::string& stream, PolicyPublished content, const Calendars& calendars
    );

    // A calendar was published: what counts in it, or in a layer below it, counts anew. The names
    // of those. Error: as put().
    [[nodiscard]] Result<std::set<std::string>> recount(const Calendars& calendars);

    // By name; "", "default" and the name it carries: the default one. Good until the next put() or
    // recount().
    [[nodiscard]] PolicyInForce find(std::string_view name) const;

    // Of every published policy, the default one first.
    [[nodiscard]] std::vector<PolicyInForce> all() const;

    // Whether `ours` is news for that stream: false when it is there already. Rejections:
    // bad_policy (problem_in() refuses it), bad_stream, unknown_calendar, version_taken.
    [[nodiscard]] Decision<bool> may_publish(
        const std::string& stream, const PolicyPublished& ours, const Calendars& calendars
    ) const;

 private:
    struct Entry {
        Policy policy;
        Calendar calendar;
    };

    [[nodiscard]] const Entry* entry(const std::string& stream) const;

    std::map<std::string, Entry> newest_;  // by stream: "policy" before "policy/…"
};

}  // namespace dunghan
