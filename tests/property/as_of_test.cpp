// The fast ways to an answer about the past say what the slow one says: one stream folded event by
// event. For any history, any instant and anything known.
#include "engine/audit/as_of.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <rapidcheck/gtest.h>

#include "engine/audit/changes.h"
#include "engine/audit/known.h"
#include "engine/audit/task_walk.h"

#include "tests/property/living_world.h"

namespace dunghan::audit {
namespace {

using testing::at;
using testing::live;
using testing::World;

using States = std::map<std::string, task::State>;

Instant any_instant() {
    const std::int64_t minutes = *rc::gen::inRange<std::int64_t>(-210 * 1440, 100 * 1440);
    return *rc::gen::element(plus_ms(at("2022-10-24T07:00"), minutes * ms_per_minute), end_of_time);
}

// Half of the time an instant at which something happened or was recorded: the very edge.
Instant any_instant_of(const World& world) {
    std::vector<Instant> edges;
    (void)world.store.read({1}, [&](const Record& record) {
        edges.push_back(record.envelope.occurred_at);
        edges.push_back(record.envelope.recorded_at);
        return true;
    });
    const Instant edge = *rc::gen::elementOf(edges);
    return *rc::gen::element(any_instant(), plus_ms(edge, *rc::gen::inRange(-1, 2)));
}

TimeQuery any_query(const World& world) {
    return {any_instant_of(world), any_instant_of(world)};
}

// Verdicts count days: they are asked for at most at the last day that a command can name.
Side any_side(const World& world, const Policy& policy) {
    const TimeQuery query = any_query(world);
    return {{std::min(query.as_of, at("9999-12-31T23:59")), query.as_known}, policy};
}

std::vector<StreamId> task_streams(const World& world) {
    std::vector<StreamId> streams;
    (void)world.store.scan(View::task, {}, {}, [&](auto key, auto) {
        streams.push_back({std::string(key)});
        return true;
    });
    return streams;
}

// The naive answer, and what this file holds the others against.
States folded_one_by_one(const World& world, const TimeQuery& query) {
    States states;
    for (const StreamId& stream : task_streams(world)) {
        const auto state = fold_task(world.store, stream, query).value();
        if (state.exists()) {
            states[stream.value] = state;
        }
    }
    return states;
}

States walked(const World& world, const TimeQuery& query, const WalkLimits& limits) {
    States states;
    const TaskWalk<1>::Visit keep = [&](const StreamId& stream, const auto& found, const auto&) {
        RC_ASSERT((states.empty() || states.rbegin()->first < stream.value));
        states[stream.value] = *found.front();
        return true;
    };
    RC_ASSERT(TaskWalk<1>(world.store, {query}, keep, limits).run());
    return states;
}

RC_GTEST_PROP(AsOf, AnyWalkTellsWhatOneStreamAfterTheOtherTells, ()) {
    World world("2022-10-24T07:00");
    live(world);
    const TimeQuery query = any_query(world);
    const States expected = folded_one_by_one(world, query);
    for (const std::size_t folded_max : {std::size_t{1}, std::size_t{2}, std::size_t{1000}}) {
        for (const std::size_t index_cost : {std::size_t{0}, std::size_t{1000}}) {
            RC_ASSERT(walked(world, query, {folded_max, index_cost}) == expected);
        }
    }
    States visited;
    RC_ASSERT(visit_tasks(world.store, query, [&](const StreamId& stream, const auto& state) {
        visited[stream.value] = state;
        return true;
    }));
    RC_ASSERT(visited == expected);
}

RC_GTEST_PROP(AsOf, AWalkStopsWhenItsVisitorHasHadEnough, ()) {
    World world("2022-10-24T07:00");
    live(world);
    const TimeQuery query = any_query(world);
    const std::size_t enough = *rc::gen::inRange<std::size_t>(1, 4);
    std::size_t told = 0;
    const TaskWalk<1>::Visit count = [&](const auto&, const auto&, const auto&) {
        return ++told < enough;
    };
    RC_ASSERT(TaskWalk<1>(world.store, {query}, count, {1, 1000}).run());
    RC_ASSERT(told == std::min(enough, folded_one_by_one(world, query).size()));
}

// Events of one stream that exactly one of two sides sees.
std::vector<Cause> seen_by_one(
    const World& world, const StreamId& stream, const Side& from, const Side& to
) {
    std::vector<Cause> causes;
    (void)world.store.read_stream(stream, [&](const Record& record) {
        if (is_visible(record.envelope, from.query) != is_visible(record.envelope, to.query)) {
            causes.push_back(cause_of(record.envelope));
        }
        return true;
    });
    return causes;
}

struct Told {
    std::optional<task::State> before;
    std::optional<task::State> after;
    Mover mover{};
    std::vector<Cause> causes;
    bool operator==(const Told&) const = default;
};

Told told_of(const TaskChange& change) {
    const auto state = [](const auto& side) {
        return side ? std::optional(*side->state) : std::nullopt;
    };
    return {state(change.before), state(change.after), change.mover, change.causes};
}

RC_GTEST_PROP(Changes, AreThoseOfStatesVerdictsAndEvents, ()) {
    World world("2022-10-24T07:00");
    live(world);
    const Policy policy = testing::default_policy();
    const Side from = any_side(world, policy);
    const Side to = any_side(world, policy);
    std::map<std::string, Told> told;
    RC_ASSERT(visit_changes(world.store, from, to, [&](const TaskChange& change) {
        told[change.stream.value] = told_of(change);
        return true;
    }));
    const States before = folded_one_by_one(world, from.query);
    const States after = folded_one_by_one(world, to.query);
    const auto verdict = [](const task::State& state, const Side& side) {
        return task::judge(state, side.query.as_of, side.policy.zone).verdict;
    };
    for (const StreamId& stream : task_streams(world)) {
        const auto was = before.find(stream.value);
        const auto is = after.find(stream.value);
        const auto causes = seen_by_one(world, stream, from, to);
        const bool both = was != before.end() && is != after.end();
        const bool neither = was == before.end() && is == after.end();
        const bool same = neither || (both && causes.empty() &&
                                      verdict(was->second, from) == verdict(is->second, to));
        RC_ASSERT(told.contains(stream.value) == !same);
        if (!same) {
            const Told& change = told.at(stream.value);
            RC_ASSERT(change.before.has_value() == (was != before.end()));
            RC_ASSERT((!change.before || *change.before == was->second));
            RC_ASSERT(change.after.has_value() == (is != after.end()));
            RC_ASSERT((!change.after || *change.after == is->second));
            RC_ASSERT(change.causes == causes);
            RC_ASSERT((!causes.empty() || change.mover == Mover::clock));
        }
        std::optional<Told> alone;
        RC_ASSERT(visit_change(world.store, stream, from, to, [&](const TaskChange& change) {
            alone = told_of(change);
            return true;
        }));
        RC_ASSERT(alone.has_value() == !same);
        RC_ASSERT((!alone || *alone == told.at(stream.value)));
    }
}

RC_GTEST_PROP(Changes, OtherEventsAreTheRestOfWhatOneSideSees, ()) {
    World world("2022-10-24T07:00");
    live(world);
    const Side from{any_query(world), {}};
    const Side to{any_query(world), {}};
    std::vector<Position> expected;
    RC_ASSERT(world.store.read({1}, [&](const Record& record) {
        const Envelope& envelope = record.envelope;
        if (!envelope.stream.value.starts_with("task/") &&
            is_visible(envelope, from.query) != is_visible(envelope, to.query)) {
            expected.push_back(envelope.position);
        }
        return true;
    }));
    std::vector<Position> told;
    RC_ASSERT(visit_other_events(world.store, from, to, [&](const Record& record) {
        told.push_back(record.envelope.position);
        return true;
    }));
    RC_ASSERT(told == expected);
}

RC_GTEST_PROP(Known, IsWhatTheLogHeldThen, ()) {
    World world("2022-10-24T07:00");
    live(world);
    const Instant known = any_instant_of(world);
    Position last;
    std::optional<Policy> policy;
    std::optional<DirectoryPublished> directory;
    RC_ASSERT(world.store.read({1}, [&](const Record& record) {
        if (record.envelope.recorded_at > known) {
            return false;
        }
        last = record.envelope.position;
        const auto event =
            decode_payload(record.envelope.type, record.envelope.schema, record.payload).value();
        const bool is_default = record.envelope.stream.value == "policy";
        if (const auto* published = std::get_if<PolicyPublished>(&event); published && is_default) {
            policy = *published;
        }
        if (const auto* published = std::get_if<DirectoryPublished>(&event)) {
            directory = *published;
        }
        return true;
    }));
    RC_ASSERT(last_known(world.store, known).value() == last);
    const auto policy_then = policy_known(world.store, known).value();
    const auto directory_then = directory_known(world.store, known).value();
    RC_ASSERT(policy_then.has_value() == policy.has_value());
    RC_ASSERT((!policy || policy_then->content == *policy));
    RC_ASSERT(directory_then.has_value() == directory.has_value());
    RC_ASSERT((!directory || directory_then->content == *directory));
}

// A digest as its events tell it, the last known state first.
RC_GTEST_PROP(AsOf, ADigestIsWhatItsVisibleEventsSay, ()) {
    World world("2022-10-24T07:00");
    live(world);
    const TimeQuery all{end_of_time, end_of_time};
    RC_ASSERT(world.store.scan(View::digest, {}, {}, [&](auto key, auto value) {
        const StreamId stream{std::string(key)};
        const auto now = digest_at(world.store, stream, all).value();
        RC_ASSERT(now.has_value());
        RC_ASSERT(now->state == decode_digest_row(value).value());
        RC_ASSERT(now->content == digest_of(world.store, stream).value());
        const TimeQuery query = any_query(world);
        std::uint64_t visible = 0;
        RC_ASSERT(world.store.read_stream(stream, [&](const Record& record) {
            visible += is_visible(record.envelope, query) ? 1 : 0;
            return true;
        }));
        const auto then = digest_at(world.store, stream, query).value();
        RC_ASSERT(then.has_value() == (visible > 0));
        return true;
    }));
}

}  // namespace
}  // namespace dunghan::audit
