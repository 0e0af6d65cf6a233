// Laws over whole histories: replay equals live, groups do not matter, repeats change nothing.
#include <algorithm>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/audit/as_of.h"
#include "engine/audit/verify.h"
#include "engine/escalation/plan.h"
#include "engine/projection/projector.h"
#include "engine/task/evolve.h"
#include "engine/task/judge.h"
#include "engine/task/workflow.h"

#include "tests/property/living_world.h"

namespace dunghan {
namespace {

using testing::at;
using testing::live;
using testing::World;

// In memory, or spilling to a scratch store after every few rows.
RC_GTEST_PROP(Replay, EqualsLiveOctetForOctet, ()) {
    World world("2022-10-24T07:00");
    live(world);
    std::vector<std::vector<Sha256>> prints;
    for (const std::size_t held_max : {std::size_t{0}, std::size_t{3}, std::size_t{1000}}) {
        MemoryStore scratch;
        const auto verification = audit::verify_views(
            world.store, scratch, [](Position) {}, {.fingerprints = true, .held_max = held_max}
        );
        RC_ASSERT(verification.has_value());
        RC_ASSERT(!verification->first.has_value());
        auto& print = prints.emplace_back();
        for (const auto& fingerprint : verification->fingerprints) {
            print.push_back(fingerprint.sha256);
        }
    }
    RC_ASSERT(prints[0].size() == 9U);
    RC_ASSERT(prints[0] == prints[1]);
    RC_ASSERT(prints[0] == prints[2]);
}

// The rules as their events tell them, and the policy of each task.
struct Rules {
    Calendars calendars;
    Policies policies;
    Definitions definitions;

    PolicyInForce of(const task::State& state) const {
        const task::Following now = task::following(state);
        const Definition* definition = definitions.find(now.definition, now.version);
        const PolicyInForce named = policies.find(definition ? definition->policy : "");
        return named ? named : policies.find("");
    }

    // Names of the policies that may remind at other times from here on.
    std::set<std::string> take(const Envelope& envelope, const Event& event) {
        if (const auto* policy = std::get_if<PolicyPublished>(&event)) {
            RC_ASSERT(policies.put(envelope.stream.value, *policy, calendars));
            return {policy->name};
        }
        if (const auto* calendar = std::get_if<CalendarPublished>(&event)) {
            calendars.put(*calendar);
            return policies.recount(calendars).value();
        }
        if (const auto* definition = std::get_if<DefinitionPublished>(&event)) {
            definitions.add(*definition);
        }
        return {};
    }
};

// What the projector spares itself: the wake found anew after every event.
RC_GTEST_PROP(Replay, WakesAreThoseOfTheWholeRule, ()) {
    World world("2022-10-24T07:00");
    live(world);
    std::map<std::string, TaskRow> rows;
    Rules rules;
    RC_ASSERT(world.store.read({1}, [&](const Record& record) {
        const Envelope& envelope = record.envelope;
        const auto event = decode_payload(envelope.type, envelope.schema, record.payload).value();
        const auto plan = [&](TaskRow& row) {
            if (const PolicyInForce by = rules.of(row.state)) {
                row.wake = wake_of(row.state, by, envelope.recorded_at, row.wake);
            }
        };
        const auto moved = rules.take(envelope, event);
        for (auto& [stream, row] : rows) {
            const PolicyInForce by = rules.of(row.state);
            if (by && moved.contains(by.policy->name)) {
                plan(row);
            }
        }
        if (const auto* of_task = std::get_if<task::Event>(&event)) {
            TaskRow& row = rows[envelope.stream.value];
            const task::State before = row.state;
            task::evolve(row.state, envelope, *of_task);
            const auto [policy, calendar] = rules.of(before);
            if (policy != nullptr && !escalation::may_move_rungs(before, *of_task)) {
                RC_ASSERT(
                    escalation::next_rung(before, *policy, *calendar) ==
                    escalation::next_rung(row.state, *policy, *calendar)
                );
            }
            plan(row);
        }
        return true;
    }));
    std::size_t compared = 0;
    RC_ASSERT(world.store.scan(View::task, {}, {}, [&](auto key, auto value) {
        RC_ASSERT(decode_task_row(value).value() == rows.at(std::string(key)));
        ++compared;
        return true;
    }));
    RC_ASSERT(compared == rows.size());
}

RC_GTEST_PROP(Replay, FoldsATaskTheSameInAnyOrder, ()) {
    World world("2022-10-24T07:00");
    live(world);
    std::vector<std::pair<Envelope, task::Event>> history;
    RC_ASSERT(world.store.read_stream({"task/1.1"}, [&](const Record& record) {
        const auto event =
            decode_payload(record.envelope.type, record.envelope.schema, record.payload);
        history.emplace_back(record.envelope, std::get<task::Event>(*event));
        return true;
    }));
    const auto fold = [&] {
        task::State state;
        for (const auto& [envelope, event] : history) {
            task::evolve(state, envelope, event);
        }
        return state;
    };
    const task::State in_order = fold();
    std::reverse(history.begin(), history.end());
    RC_ASSERT(fold() == in_order);
}

bool is_muted(const World& world, const task::State& state) {
    const auto parent = world.engine->views().task({task::parent_of(state)}).value();
    return parent->exists() &&
           task::is_late(task::judge(*parent, world.clock.now(), Zone{}).verdict);
}

RC_GTEST_PROP(Replay, TellsEveryReminderOnceAndLosesNone, ()) {
    World world("2022-10-24T07:00");
    live(world);
    world.sender.next_outcome = SendOutcome::sent;
    world.run_at("2022-12-30T08:00");
    std::size_t rows = 0;
    RC_ASSERT(world.store.scan(View::pending, {}, {}, [&](auto, auto) {
        ++rows;
        return true;
    }));
    RC_ASSERT(rows == 0U);
    // Nothing that was reached by the last slot is left to be told
    RC_ASSERT(audit::visit_tasks(
        world.store,
        TimeQuery{end_of_time, end_of_time},
        [&](const StreamId&, const task::State& state) {
            const auto [policy, calendar] = world.engine->views().policy_of(state);
            const auto next = escalation::next_rung(state, *policy, *calendar);
            RC_ASSERT(!next || *next > at("2022-12-29T08:00") || is_muted(world, state));
            return true;
        }
    ));
    std::set<std::string> told;
    RC_ASSERT(world.store.read({1}, [&](const Record& record) {
        if (record.envelope.type != EventType::digest_issued) {
            return true;
        }
        const auto event =
            decode_payload(record.envelope.type, record.envelope.schema, record.payload);
        const auto& digest = std::get<reminder::DigestIssued>(std::get<reminder::Event>(*event));
        for (const auto& item : digest.items) {
            RC_ASSERT(told.insert(digest.recipient + item.key).second);
        }
        return true;
    }));
}

RC_GTEST_PROP(Replay, AsOfTheEndIsThePresent, ()) {
    World world("2022-10-24T07:00");
    live(world);
    const TimeQuery now{end_of_time, end_of_time};
    RC_ASSERT(audit::visit_tasks(world.store, now, [&](const StreamId& stream, const auto& state) {
        const auto folded = audit::task_at(world.store, stream, now);
        RC_ASSERT(folded.has_value() && *folded == state);
        return true;
    }));
}

}  // namespace
}  // namespace dunghan
