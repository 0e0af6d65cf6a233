// A task, its policy and its calendar, and somebody who looks at them from slot to slot and
// reminds: the scheduler without an engine. For tests of the ladder alone.
#pragma once

#include <string>
#include <vector>

#include "engine/deadline/parse.h"
#include "engine/escalation/plan.h"
#include "engine/policy/slot.h"
#include "engine/task/decide.h"
#include "engine/task/evolve.h"

#include "tests/support/sample_calendar.h"
#include "tests/support/sample_policy.h"

namespace dunghan::testing {

class Climber {
 public:
    using Lines = std::vector<std::string>;

    explicit Climber(Policy with, const std::string& deadline, const std::string& when)
        : policy(std::move(with)), calendar(resolved({vn_2026()})) {
        task::Assigned content;
        content.code = "2.8";
        content.description.holders = {{PartyKind::agency, "so-du-lich"}};
        content.milestones = parse_deadlines(deadline, {});
        then(content, at(when));
    }

    void then(const task::Event& event, Instant when) {
        Envelope envelope;
        envelope.version = {state.version.value + 1};
        envelope.occurred_at = when;
        envelope.recorded_at = when;
        task::evolve(state, envelope, event);
    }

    void then(const task::Event& event, const std::string& when) { then(event, at(when)); }

    void held_by(const std::vector<std::string>& agencies, const std::string& when) {
        task::Description description;
        for (const std::string& agency : agencies) {
            description.holders.push_back({PartyKind::agency, agency});
        }
        then(task::Described{description}, when);
    }

    // Decides the wish as the engine would; the code of the refusal, or "".
    std::string wish(const task::Command& command, const std::string& when) {
        task::Rules rules;
        rules.coordinator = policy.coordinator;
        rules.reminding = &calendar;
        rules.rest_days = policy.rest_days;
        const auto events = task::decide(state, command, at(when), rules);
        if (!events) {
            return events.error().code;
        }
        for (const task::Event& event : *events) {
            then(event, when);
        }
        return "";
    }

    std::string acknowledge(
        const std::string& agency, const std::string& promise, const std::string& when
    ) {
        return wish(task::Acknowledge{{agency, promise, {}, ""}}, when);
    }

    [[nodiscard]] escalation::Plan plan(Instant now) const {
        return escalation::plan(state, policy, calendar, now);
    }

    [[nodiscard]] std::optional<Instant> next() const {
        return escalation::next_rung(state, policy, calendar);
    }

    // In each slot from the day on to the other, whatever there is to tell is told. "23/11/2026
    // before-3wd", with what is said besides.
    Lines climb(const std::string& from, const std::string& until) {
        Lines lines;
        Instant slot = slot_at_or_after(at(from), policy, calendar);
        for (; slot < at(until); slot = slot_at_or_after(plus_ms(slot, 1), policy, calendar)) {
            for (const std::string& line : remind(slot)) {
                lines.push_back(line);
            }
        }
        return lines;
    }

    Lines remind(Instant slot) {
        Lines lines;
        const escalation::Plan found = plan(slot);
        if (found.reached.empty()) {
            return lines;
        }
        for (const task::RungReached& rung : found.reached) {
            std::string line = to_vietnamese(date_at(slot, policy.zone)) + " " + rung.rung;
            line += rung.occurrence == 0 ? "" : "#" + std::to_string(rung.occurrence);
            line += rung.holder.empty() ? "" : " " + rung.holder;
            line += rung.promise.empty() ? "" : " not kept: " + rung.promise;
            lines.push_back(line);
        }
        for (const task::RungsSuperseded& passed : found.superseded) {
            superseded.push_back(
                passed.rung + "#" + std::to_string(passed.from) + "-" + std::to_string(passed.to)
            );
        }
        then(task::ReminderIssued{slot, policy.name, found.reached, found.superseded}, slot);
        return lines;
    }

    Policy policy;
    Calendar calendar;
    task::State state;
    Lines superseded;
};

}  // namespace dunghan::testing
