// What keeps a directory from being published.
#include "engine/directory/check.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "engine/base/limits.h"

#include "tests/support/sample_directory.h"

namespace dunghan {
namespace {

DirectoryPublished three() {
    DirectoryPublished content;
    content.agencies = {
        {.id = "a", .name = "A", .aliases = {}},
        {.id = "b", .name = "B", .aliases = {}},
        {.id = "c", .name = "C", .aliases = {}}};
    return content;
}

// "where: expected", or "" when it may be published.
std::string problem(const DirectoryPublished& content) {
    const auto found = problem_in(content);
    return found ? found->where + ": " + found->expected : "";
}

std::string problem(std::vector<Delegation> delegations) {
    DirectoryPublished content = three();
    content.delegations = std::move(delegations);
    return problem(content);
}

TEST(DirectoryCheck, AcceptsTheSample) {
    EXPECT_EQ(problem(tests::sample_directory().content()), "");
}

TEST(DirectoryCheck, RefusesASuccessorNobodyKnowsOrThatDoesNotEnd) {
    DirectoryPublished content = three();
    content.agencies[0].successor = "b";
    EXPECT_EQ(problem(content), "agencies[0].successor: left out, or with its last day in until");
    content.agencies[0].until = "2026-10-31";
    EXPECT_EQ(problem(content), "");
    content.agencies[0].successor = "x";
    EXPECT_EQ(problem(content), "agencies[0].successor: the id of an agency of this file");
    content.agencies[0].successor = "a";
    EXPECT_EQ(problem(content), "agencies[0].successor: followed to an agency that stays");
    content.agencies[0].successor = "b";
    content.agencies[1].successor = "c";
    content.agencies[1].until = "2026-11-30";
    EXPECT_EQ(problem(content), "");
    content.agencies[2].successor = "b";
    content.agencies[2].until = "2026-12-31";
    EXPECT_EQ(problem(content), "agencies[0].successor: followed to an agency that stays");
}

TEST(DirectoryCheck, RefusesDaysThatAreNoneOrEndBeforeTheyBegin) {
    DirectoryPublished content = three();
    content.agencies[1].from = "2026-02-30";
    EXPECT_EQ(problem(content), "agencies[1].from: a day as 2026-07-01");
    content.agencies[1].from = "2026-11-02";
    content.agencies[1].until = "2026-11-01";
    EXPECT_EQ(problem(content), "agencies[1].until: a day not before 2026-11-02");
    content.agencies[1].until = "2026-11-02";
    EXPECT_EQ(problem(content), "");
}

TEST(DirectoryCheck, RefusesAMemberTwiceOnOneDayOnly) {
    DirectoryPublished content = three();
    content.groups = {
        {.id = "g",
         .name = "G",
         .aliases = {},
         .members = {{"a", "", "2026-10-31"}, {"a", "2026-11-01", ""}}}};
    EXPECT_EQ(problem(content), "");
    content.groups[0].members[1].from = "2026-10-31";
    EXPECT_EQ(
        problem(content), "groups[0].members[1]: a member that is not in the list yet on that day"
    );
}

TEST(DirectoryCheck, RefusesDelegationsThatGoInACircleOnSomeDay) {
    // A to B to A, but never on one day
    EXPECT_EQ(problem({{"a", "b", "2026-11-02", "2026-11-06"}, {"b", "a", "2026-11-07", ""}}), "");
    // One day is enough
    EXPECT_EQ(
        problem({{"a", "b", "2026-11-02", "2026-11-06"}, {"b", "a", "2026-11-06", ""}}),
        "delegations[0].to: somebody who does not hand back to 'a' on 2026-11-06"
    );
    EXPECT_EQ(
        problem({{"a", "a", "2026-11-02", "2026-11-06"}}),
        "delegations[0].to: somebody who does not hand back to 'a' on 2026-11-02"
    );
    // Three that share two days in pairs, and no day all together
    EXPECT_EQ(
        problem(
            {{"a", "b", "2026-11-01", "2026-11-05"},
             {"b", "c", "2026-11-05", "2026-11-10"},
             {"c", "a", "2026-11-10", "2026-11-15"}}
        ),
        ""
    );
    EXPECT_EQ(
        problem({{"a", "b", "", ""}, {"b", "c", "2026-11-05", ""}, {"c", "a", "", "2026-11-05"}}),
        "delegations[0].to: somebody who does not hand back to 'a' on 2026-11-05"
    );
}

TEST(DirectoryCheck, RefusesTwoDelegatesAtOnceAndUnknownOnes) {
    EXPECT_EQ(
        problem({{"a", "b", "", "2026-11-06"}, {"a", "c", "2026-11-06", ""}}),
        "delegations[1].who: somebody who hands over once on any day"
    );
    EXPECT_EQ(
        problem({{"a", "person:", "", ""}}),
        "delegations[0].to: the id of an agency of this file, or person:ID"
    );
    EXPECT_EQ(
        problem({{"x", "b", "", ""}}),
        "delegations[0].who: the id of an agency of this file, or person:ID"
    );
    EXPECT_EQ(problem({{"person:cb-1", "person:cb-2", "", ""}}), "");
}

TEST(DirectoryCheck, RefusesChainsBeyondTheBound) {
    std::vector<Delegation> line;
    for (std::size_t i = 0; i + 1 < limits::chain_links_max; ++i) {
        line.push_back(
            {"person:p" + std::to_string(i), "person:p" + std::to_string(i + 1), "2026-11-02", ""}
        );
    }
    EXPECT_EQ(problem(line), "");
    line.push_back({line.back().to, "a", "2026-11-02", ""});
    EXPECT_EQ(problem(line), "delegations[0].to: handed on to at most 10 on 2026-11-02");
}

Delegation any_delegation() {
    const auto agency = rc::gen::elementOf(std::vector<std::string>{"a", "b", "c"});
    const int from = *rc::gen::inRange(1, 10);
    const int until = *rc::gen::inRange(from, 10);
    return {
        *agency, *agency, "2026-11-0" + std::to_string(from), "2026-11-0" + std::to_string(until)};
}

// What is let in ends well on every day, and a circle is refused only where some day has it.
TEST(DirectoryCheck, RefusesTheCirclesThatSomeDayHasAndNoOthers) {
    const bool holds = rc::check([] {
        DirectoryPublished content = three();
        for (int i = *rc::gen::inRange(1, 6); i > 0; --i) {
            content.delegations.push_back(any_delegation());
        }
        const auto found = problem_in(content);
        const bool refused_circle = found && found->expected.find("hand back") != std::string::npos;
        std::size_t circles = 0;
        for (unsigned d = 1; d < 10; ++d) {
            const Date date{std::chrono::year(2026), std::chrono::month(11), std::chrono::day(d)};
            for (const char* who : {"a", "b", "c"}) {
                const Chain chain = Directory(content).delegate_of(who, date);
                circles += chain.end == Chain::End::circle ? 1U : 0U;
            }
        }
        RC_CLASSIFY(!found, "let in");
        RC_CLASSIFY(refused_circle, "refused for a circle");
        if (!found) {
            RC_ASSERT(circles == 0U);
        }
        if (refused_circle) {
            RC_ASSERT(circles > 0U);
        }
    });
    EXPECT_TRUE(holds);
}

}  // namespace
}  // namespace dunghan
