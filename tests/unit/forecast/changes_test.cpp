#include "engine/forecast/changes.h"

#include <gtest/gtest.h>

#include "tests/support/foreseen.h"

namespace dunghan::testing {
namespace {

// What `change` would do to the world's next days.
forecast::Changes changes_by(
    const World& world, int days, const std::function<void(Engine&)>& change
) {
    OverlayStore without = OverlayStore::over(world.store).value();
    OverlayStore with = OverlayStore::over(world.store).value();
    const forecast::Settings settings{world.clock.now(), days, Zone{}};
    forecast::Forecast before(without, settings);
    forecast::Forecast after(with, settings);
    EXPECT_TRUE(before.open());
    EXPECT_TRUE(after.open());
    change(after.engine());
    const auto changes =
        forecast::compare({without, before}, {with, after}, world.clock.now(), [&](Date) {
            without.forget();
            with.forget();
        });
    EXPECT_TRUE(changes) << (changes ? "" : changes.error().detail);
    return changes.value_or(forecast::Changes{});
}

void wish(Engine& engine, const std::string& code, task::Command command) {
    Request request;
    request.stream = task::stream_of(task::Kind::plan_task, code);
    request.command = std::move(command);
    request.id = command_id_from("wish of " + code);
    ASSERT_TRUE(engine.execute_one(request));
}

void publish(Engine& engine, const Policy& policy) {
    Request request;
    request.stream = {"policy"};
    request.command = PublishPolicy{policy};
    request.id = command_id_from("policy");
    ASSERT_TRUE(engine.execute_one(request));
}

std::vector<std::string> lines_of(const forecast::Changes& changes) {
    std::vector<std::string> lines;
    for (const auto& moved : changes.reminders) {
        lines.push_back(
            (moved.goes ? "+ " : "- ") + to_iso(date_at(moved.slot, Zone{})) + " " +
            moved.recipient + " " + moved.code + " " + moved.rung.rung
        );
    }
    return lines;
}

using Lines = std::vector<std::string>;

struct Province : World {
    Province() : World("2022-10-25T17:30") {
        assign("2.1", "Tháng 10/2022", "so-du-lich");
        assign("2.2", "Tháng 10/2022", "so-noi-vu");
    }
};

TEST(Changes, AreNoneWhenNothingIsChanged) {
    const Province world;

    const auto changes = changes_by(world, 30, [](Engine&) {});

    EXPECT_TRUE(changes.deadlines.empty());
    EXPECT_TRUE(changes.verdicts.empty());
    EXPECT_TRUE(changes.reminders.empty());
}

TEST(Changes, OfALadderAreTheRemindersThatGoAndThoseWithdrawn) {
    const Province world;
    Policy policy = default_policy();
    policy.version = 2;
    policy.rungs[1] = {"before-3d", Anchor::due, -4, 0, 0};  // before-1d is no more

    const auto changes = changes_by(world, 10, [&](Engine& engine) { publish(engine, policy); });

    EXPECT_TRUE(changes.deadlines.empty());
    EXPECT_TRUE(changes.verdicts.empty());
    EXPECT_EQ(
        lines_of(changes),
        (Lines{
            "+ 2022-10-28 so-du-lich 2.1 before-3d",
            "+ 2022-10-28 so-noi-vu 2.2 before-3d",
            "- 2022-10-31 so-du-lich 2.1 before-1d",
            "- 2022-10-31 so-noi-vu 2.2 before-1d"})
    );
}

TEST(Changes, OfTheCoordinatorMoveRemindersFromOneToAnother) {
    World world("2022-10-28T17:30");
    world.assign("2.1", "Tháng 10/2022", "so-du-lich");
    Policy policy = default_policy();
    policy.version = 2;
    policy.coordinator = "so-noi-vu";
    ASSERT_TRUE(world.wish_of("2.1", task::WaitOn{{Party{PartyKind::group, "cac-so"}, ""}}));

    const auto changes = changes_by(world, 4, [&](Engine& engine) { publish(engine, policy); });

    EXPECT_EQ(
        lines_of(changes),
        (Lines{"- 2022-10-31 so-tttt 2.1 before-1d", "+ 2022-10-31 so-noi-vu 2.1 before-1d"})
    );
}

TEST(Changes, OfADueInstantAreTheDeadlineItsVerdictAndItsReminders) {
    World world("2022-11-02T17:30");
    world.assign("2.1", "Tháng 10/2022", "so-du-lich");
    world.run_at("2022-11-02T17:30");

    const auto changes = changes_by(world, 8, [&](Engine& engine) {
        wish(
            engine,
            "2.1",
            task::SetDeadline{{parse_deadlines("Tháng 11/2022", {}), "điều chỉnh kế hoạch", ""}}
        );
    });

    ASSERT_EQ(changes.deadlines.size(), 1U);
    EXPECT_EQ(changes.deadlines[0].task.code, "2.1");
    EXPECT_EQ(changes.deadlines[0].before, at("2022-11-01"));
    EXPECT_EQ(changes.deadlines[0].after, at("2022-12-01"));
    ASSERT_EQ(changes.verdicts.size(), 1U);
    EXPECT_EQ(changes.verdicts[0].before->verdict, task::Verdict::overdue);
    EXPECT_EQ(changes.verdicts[0].after->verdict, task::Verdict::on_schedule);
    EXPECT_EQ(
        lines_of(changes),
        (Lines{"- 2022-11-03 so-du-lich 2.1 overdue", "- 2022-11-08 so-du-lich 2.1 overdue-weekly"})
    );
}

TEST(Changes, ATaskThatWouldBeginAndOneThatWouldEnd) {
    const Province world;

    const auto changes = changes_by(world, 3, [&](Engine& engine) {
        wish(engine, "2.1", task::Cancel{{"gộp", ""}});
        task::Assigned fresh;
        fresh.code = "9.9";
        fresh.milestones = parse_deadlines("26/10/2022", {});
        fresh.description.holders = {{PartyKind::agency, "so-y-te"}};
        wish(engine, "9.9", task::Assign{fresh});
    });

    ASSERT_EQ(changes.deadlines.size(), 2U);
    EXPECT_EQ(changes.deadlines[0].after, std::nullopt);
    EXPECT_EQ(changes.deadlines[1].before, std::nullopt);
    EXPECT_EQ(changes.deadlines[1].after, at("2022-10-27"));
    ASSERT_EQ(changes.verdicts.size(), 2U);
    EXPECT_EQ(changes.verdicts[0].after->verdict, task::Verdict::cancelled);
    EXPECT_FALSE(changes.verdicts[1].before.has_value());
}

}  // namespace
}  // namespace dunghan::testing
