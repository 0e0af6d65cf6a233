#include "engine/policy/check.h"

#include <algorithm>
#include <set>

namespace dunghan {
namespace {

constexpr std::int32_t days_of_a_week = 7;

class Check {
 public:
    explicit Check(const PolicyPublished& policy) : policy_(policy) {}

    std::optional<PolicyProblem> run() {
        check_slot();
        if (policy_.rungs.empty() || policy_.rungs.size() > rungs_max) {
            found("rungs", "a list of 1 to " + std::to_string(rungs_max) + " rungs");
        }
        for (std::size_t i = 0; i < policy_.rungs.size(); ++i) {
            check_rung("rungs[" + std::to_string(i) + "].", policy_.rungs[i]);
        }
        return problem_;
    }

 private:
    void check_slot() {
        const Slot& slot = policy_.slot;
        if (slot.until_minute <= slot.at_minute) {
            found("slot.until", "later than slot.at");
        }
        if (policy_.calendar.empty() && slot.weekdays == 0) {
            found("slot.days", "a list of one weekday at least");
        }
        if (!policy_.calendar.empty() && slot.weekdays != 0) {
            found("slot.days", "left out, because the calendar has the working days");
        }
    }

    void check_rung(const std::string& at, const RungRule& rung) {
        if (!ids_.insert(rung.id).second) {
            found(at + "id", "an id no other rung has");
        }
        const bool days = rung.unit == RungUnit::days;
        if (!days && policy_.calendar.empty()) {
            found(at + "offset", "in days (offset_days), because the policy names no calendar");
        }
        const bool has_happened = rung.anchor == Anchor::update || rung.anchor == Anchor::missing;
        if (!days && has_happened && rung.offset < 0) {
            found(at + "offset", "0 or more, because it counts from what has happened");
        }
        if (rung.weekday != 0 && !days) {
            found(at + "weekday", "left out beside working time");
        }
        if (rung.weekday != 0 && rung.every % days_of_a_week != 0) {
            found(at + "weekday", "whole weeks in every_days beside a weekday");
        }
        if (rung.max != 0 && rung.every == 0) {
            found(at + "max", "left out, because the rung is not repeated");
        }
        if (std::ranges::count(rung.to, Role::system) > 0) {
            found(at + "to", "roles of people");
        }
    }

    void found(std::string where, std::string expected) {
        if (!problem_) {
            problem_ = PolicyProblem{std::move(where), std::move(expected)};
        }
    }

    const PolicyPublished& policy_;
    std::optional<PolicyProblem> problem_;
    std::set<std::string> ids_;
};

}  // namespace

std::optional<PolicyProblem> problem_in(const PolicyPublished& policy) {
    return Check(policy).run();
}

}  // namespace dunghan
