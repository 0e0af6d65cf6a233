#include "engine/runtime/import.h"

#include <gtest/gtest.h>

#include "engine/base/limits.h"
#include "engine/task/judge.h"

#include "tests/support/world.h"

namespace dunghan::testing {
namespace {

using task::Progress;

intake::Fact fact(const std::string& code, Progress progress = Progress::in_progress) {
    intake::Fact fact;
    fact.code = code;
    fact.description.title = "Nhiệm vụ " + code;
    fact.milestones = parse_deadlines("Tháng 12/2022", {});
    fact.progress = task::ProgressReported{progress, "", "", true};
    return fact;
}

std::uint64_t import(World& world, const intake::Facts& facts, const std::string& effective) {
    const auto report = import_facts(*world.engine, facts, {at(effective), "plan.csv"});
    EXPECT_TRUE(report.has_value()) << (report ? "" : report.error().detail);
    return report ? report->events : 0;
}

TEST(Import, FillsGroupsToTheBrimAndNoFurther) {
    for (const std::size_t cells : {1U, 2U, 3U}) {
        World world;
        intake::Facts facts;
        for (std::size_t i = 0; i < limits::group_commands_max / 2; ++i) {
            facts.facts.push_back(fact("1." + std::to_string(i)));  // two wishes each
        }
        for (std::size_t i = 0; i < cells; ++i) {
            facts.undecided.push_back(
                {"bảng", static_cast<std::uint32_t>(i + 1), "cột", "?", "vì", ""}
            );
        }
        EXPECT_EQ(import(world, facts, "2022-10-25"), limits::group_commands_max + cells);
        EXPECT_EQ(import(world, facts, "2022-10-25"), 0U);
    }
}

TEST(Import, OfAnOlderDocumentSaysNothingNewBesideYoungerFacts) {
    World world("2022-12-20T09:00");
    const intake::Facts october{{fact("2.8")}, {}, {}};
    const intake::Facts november{{fact("2.8", Progress::completed)}, {}, {}};
    EXPECT_EQ(import(world, october, "2022-10-25"), 2U);
    EXPECT_EQ(import(world, november, "2022-11-25"), 1U);
    EXPECT_EQ(import(world, october, "2022-10-25"), 0U);
    EXPECT_EQ(import(world, november, "2022-11-25"), 0U);
    EXPECT_EQ(world.state("2.8").progress.value.progress, Progress::completed);
}

// The desk shows what the document says now, however often it has said so before.
TEST(Import, SetsACellAsideAgainThatChangedToAndFro) {
    World world("2022-12-20T09:00");
    const auto cell = [&](const std::string& text, const std::string& effective) {
        const intake::Facts facts{{}, {{"bảng", 1, "cột", text, "vì", ""}}, {}};
        return import(world, facts, effective);
    };
    for (int day = 1; day <= 6; ++day) {
        EXPECT_EQ(cell(day % 2 == 0 ? "sớm" : "muộn", "2022-12-0" + std::to_string(day)), 1U)
            << day;
    }
    EXPECT_EQ(cell("sớm", "2022-12-06"), 0U);
}

TEST(Import, OfTheOldTermLeavesAnExtensionStanding) {
    World world("2022-12-20T09:00");
    intake::Facts facts{{fact("2.8")}, {}, {}};
    EXPECT_EQ(import(world, facts, "2022-10-25"), 2U);
    const Instant moved = at("2023-04-01");
    ASSERT_TRUE(world.wish_of("2.8", task::GrantExtension{{0, "Tháng 3/2023", moved, "9/QĐ", ""}}));
    // The same term in other letters, then the new term as a later edition prints it
    facts.facts[0].milestones = parse_deadlines("tháng 12/2022", {});
    EXPECT_EQ(import(world, facts, "2022-12-20"), 0U);
    facts.facts[0].milestones = parse_deadlines("Tháng 3/2023", {});
    world.clock.set("2022-12-21T09:00");
    EXPECT_EQ(import(world, facts, "2022-12-21"), 0U);
    EXPECT_EQ(task::due_in_force(world.state("2.8"), 0), moved);
    facts.facts[0].milestones = parse_deadlines("Tháng 6/2023", {});
    EXPECT_EQ(import(world, facts, "2022-12-21"), 1U);
}

}  // namespace
}  // namespace dunghan::testing
