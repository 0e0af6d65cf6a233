#include "engine/audit/as_of.h"

#include <gtest/gtest.h>

#include "engine/task/judge.h"

#include "tests/support/world.h"

namespace dunghan::audit {
namespace {

using task::Progress;
using testing::at;
using testing::World;

std::vector<std::string> overdue(const World& world, const TimeQuery& query) {
    std::vector<std::string> codes;
    const auto visited =
        visit_tasks(world.store, query, [&](const StreamId&, const task::State& state) {
            if (task::is_late(task::judge(state, query.as_of, Zone{}).verdict)) {
                codes.push_back(state.code);
            }
            return true;
        });
    EXPECT_TRUE(visited);
    return codes;
}

using Codes = std::vector<std::string>;

TEST(AsOf, TellsThePastFromOneLog) {
    World world;
    world.assign("2.1", "Tháng 5/2022", "so-du-lich");
    world.assign("2.2", "Tháng 7/2022", "so-du-lich");
    world.report("2.1", Progress::completed, "2022-08-05");
    EXPECT_EQ(overdue(world, {at("2022-06-12"), end_of_time}), Codes{});  // not assigned yet
    EXPECT_EQ(overdue(world, {at("2022-07-01"), end_of_time}), Codes{"2.1"});
    EXPECT_EQ(overdue(world, {at("2022-08-01"), end_of_time}), (Codes{"2.1", "2.2"}));
    EXPECT_EQ(overdue(world, {at("2022-10-25"), end_of_time}), Codes{"2.2"});
}

TEST(AsOf, IncludesFactsOfThatVeryInstant) {
    World world;
    world.assign("2.1", "Tháng 5/2022", "so-du-lich", "2022-06-13");
    EXPECT_EQ(overdue(world, {at("2022-06-13"), end_of_time}), Codes{"2.1"});
    EXPECT_EQ(overdue(world, {plus_ms(at("2022-06-13"), -1), end_of_time}), Codes{});
}

TEST(AsOf, TellsWhatWasKnownThen) {
    World world("2022-10-25T07:55");
    world.assign("2.1", "Tháng 5/2022", "so-du-lich");
    world.clock.set("2022-11-20T09:00");
    world.report("2.1", Progress::completed, "2022-10-20");  // learnt late
    EXPECT_EQ(overdue(world, {at("2022-11-01"), end_of_time}), Codes{});
    EXPECT_EQ(overdue(world, {at("2022-11-01"), at("2022-11-01")}), Codes{"2.1"});
}

}  // namespace
}  // namespace dunghan::audit
