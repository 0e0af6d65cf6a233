#include "engine/definition/check.h"

#include <gtest/gtest.h>

#include "engine/definition/lookup.h"

#include "tests/support/sample_definition.h"

namespace dunghan::testing {
namespace {

TEST(Check, PassesADefinitionThatSaysEverythingOnce) {
    const auto faults = check(sample_definition());
    EXPECT_TRUE(faults.empty()) << faults.front().problem;
}

// One change to the sample, and the one fault it is to give.
struct Broken {
    const char* name;
    void (*change)(Definition&);
    const char* path;
    const char* problem;
};

class BrokenDefinition : public ::testing::TestWithParam<Broken> {};

TEST_P(BrokenDefinition, GivesOneFaultAtItsPath) {
    Definition definition = sample_definition();
    GetParam().change(definition);
    const std::vector<DefinitionFault> expected{{GetParam().path, GetParam().problem}};
    const auto faults = check(definition);
    ASSERT_EQ(faults.size(), 1U) << (faults.empty() ? "" : faults[1].problem);
    EXPECT_EQ(faults[0].path, expected[0].path);
    EXPECT_EQ(faults[0].problem, expected[0].problem);
}

std::string name_of(const ::testing::TestParamInfo<Broken>& info) {
    return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(
    Values,
    BrokenDefinition,
    ::testing::Values(
        Broken{
            "AnIdWithABlank",
            [](Definition& d) { d.id = "a letter"; },
            "id",
            "Expected id to be an id of a-z, 0-9 and hyphens, at most 100, but got 'a letter'"},
        Broken{
            "VersionZero",
            [](Definition& d) { d.version = 0; },
            "version",
            "Expected version to be a number from 1, but got 0"},
        Broken{
            "NoName",
            [](Definition& d) { d.states[1].name.clear(); },
            "states[1].name",
            "Expected states[1].name to be a text that is not empty, but got ''"},
        Broken{
            "AnUnknownInitialState",
            [](Definition& d) { d.initial = "drafft"; },
            "initial",
            "Expected initial to be one of the states draft, consulting, review, still, done, "
            "dropped, but got 'drafft'"},
        Broken{
            "TheSameStateTwice",
            [](Definition& d) {
                d.states[5].id = "done";
                d.transitions[7].to = "done";
            },
            "states[5].id",
            "Expected states[5].id to be an id that stands once in states, but got 'done'"},
        Broken{
            "AnUnknownTermOfAState",
            [](Definition& d) { d.states[2].terms = {"apraise"}; },
            "states[2].terms[0]",
            "Expected states[2].terms[0] to be one of the terms write, appraise, but got "
            "'apraise'"},
        Broken{
            "AnUnknownTermMet",
            [](Definition& d) { d.transitions[4].meets.emplace_back("read"); },
            "transitions[4].meets[2]",
            "Expected transitions[4].meets[2] to be one of the terms write, appraise, but got "
            "'read'"},
        Broken{
            "ATermMetTwice",
            [](Definition& d) { d.transitions[4].meets.emplace_back("write"); },
            "transitions[4].meets[2]",
            "Expected transitions[4].meets[2] once in its list, but it stands here again"},
        Broken{
            "ARoleTwice",
            [](Definition& d) { d.transitions[7].by.push_back(Role::committee); },
            "transitions[7].by[2]",
            "Expected transitions[7].by[2] once in its list, but it stands here again"},
        Broken{
            "ATransitionFromNowhere",
            [](Definition& d) { d.transitions[3].from.clear(); },
            "transitions[3].from",
            "Expected transitions[3].from to be a list of one state at least, but got an empty "
            "list"},
        Broken{
            "AnUnknownDeemedTransition",
            [](Definition& d) { d.states[1].deemed.transition = "aggree"; },
            "states[1].deemed.transition",
            "Expected states[1].deemed.transition to be one of the transitions consult, agree, "
            "send-back, hand-on, issue, stop, go-on, drop, but got 'aggree'"},
        Broken{
            "SilenceThatTakesNothing",
            [](Definition& d) {
                d.states[1].deemed.transition.clear();
                d.transitions[1].by.clear();
            },
            "states[1].deemed.transition",
            "Expected states[1].deemed.transition to be the id of a transition, but got nothing"},
        Broken{
            "ABudgetOfNothing",
            [](Definition& d) { d.terms[0].budget.amount = 0; },
            "terms[0].budget",
            "Expected terms[0].budget to be 1 to 10000 of its unit, but got 0"},
        Broken{
            "ABudgetOfAges",
            [](Definition& d) { d.states[1].deemed.budget.amount = 10'001; },
            "states[1].deemed.after",
            "Expected states[1].deemed.after to be 1 to 10000 of its unit, but got 10001"},
        Broken{
            "BothBudgetAndPrinted",
            [](Definition& d) {
                d.terms[1].budget = {1, BudgetUnit::months};
            },
            "terms[1].budget",
            "Expected terms[1].budget to be left out beside a printed end, but got both"},
        Broken{
            "APrintedStart",
            [](Definition& d) { d.terms[1].printed = "Từ tháng 7/2022"; },
            "terms[1].printed",
            "Expected terms[1].printed to be one printed deadline with a due date (\"Năm 2022\", "
            "\"31/12/2026\"), but got 'Từ tháng 7/2022'"},
        Broken{
            "APrintedRiddle",
            [](Definition& d) { d.terms[1].printed = "sớm nhất"; },
            "terms[1].printed",
            "Expected terms[1].printed to be one printed deadline with a due date (\"Năm 2022\", "
            "\"31/12/2026\"), but got 'sớm nhất'"},
        Broken{
            "ExtensionsWithoutEnd",
            [](Definition& d) { d.extension.max = 100; },
            "extension.max",
            "Expected extension.max to be a number from 0 to 99, but got 100"}
    ),
    name_of
);

INSTANTIATE_TEST_SUITE_P(
    Rules,
    BrokenDefinition,
    ::testing::Values(
        Broken{
            "AFinalInitialState",
            [](Definition& d) { d.initial = "done"; },
            "initial",
            "Expected initial to be an open state, but got 'done', which is final"},
        Broken{
            "AnInitialStateThatLiesWithNobody",
            [](Definition& d) { d.states[0].ball = d.states[3].ball = Role::appraiser; },
            "initial",
            "Expected initial to be a state whose ball lies with somebody known, but got 'draft': "
            "nobody was handed the task yet"},
        Broken{
            "ABallThatLiesWithTheSystem",
            [](Definition& d) { d.states[0].ball = Role::system; },
            "states[0].ball",
            "Expected states[0].ball to be somebody who can be reminded, but got system"},
        Broken{
            "AFinalStateWithATerm",
            [](Definition& d) { d.states[4].terms = {"write"}; },
            "states[4].terms",
            "Expected states[4].terms to be left out of a final state, but got 'write'"},
        Broken{
            "AFinalStateThatStandsStill",
            [](Definition& d) { d.states[4].paused = true; },
            "states[4].paused",
            "Expected states[4].paused to be left out of a final state, but got true"},
        Broken{
            "AFinalStateThatIsLeft",
            [](Definition& d) { d.transitions.push_back(transition("reopen", {"done"}, "draft")); },
            "transitions[8].from[0]",
            "Expected transitions[8].from[0] to be an open state, but got 'done', which is final: "
            "nothing follows it"},
        Broken{
            "APausedStateWithATerm",
            [](Definition& d) { d.states[3].terms = {"write"}; },
            "states[3].terms",
            "Expected states[3].terms to be left out of a paused state, but got 'write', which "
            "would stand still as it begins"},
        Broken{
            "SilenceThatLeavesAnotherState",
            [](Definition& d) {
                d.states[1].deemed.transition = "go-on";
                d.transitions[1].by.clear();
            },
            "states[1].deemed.transition",
            "Expected states[1].deemed.transition to be a transition from 'consulting', but got "
            "'go-on', which leaves other states"},
        Broken{
            "SilenceThatBringsEvidence",
            [](Definition& d) { d.transitions[1].evidence = true; },
            "states[1].deemed.transition",
            "Expected states[1].deemed.transition to be a transition that asks for nothing, but "
            "got 'agree', which requires evidence; silence brings none"},
        Broken{
            "SilenceThatMayNot",
            [](Definition& d) { d.transitions[1].by = {Role::appraiser}; },
            "states[1].deemed.transition",
            "Expected states[1].deemed.transition to be a transition that system may take, but "
            "got 'agree'; add system to its `by`"},
        Broken{
            "ASystemThatActsByItself",
            [](Definition& d) { d.transitions[7].by.push_back(Role::system); },
            "transitions[7].by[2]",
            "Expected transitions[7].by[2] to be somebody who acts, but got system, though no "
            "state has 'drop' as deemed.transition"},
        Broken{
            "AnAppraiserNobodyNamed",
            [](Definition& d) { d.transitions[0].next_holder = false; },
            "transitions[0]",
            "Expected transitions[0] to require next_holder, because in 'consulting' the ball goes "
            "to an appraiser, but from 'draft' nobody was named"},
        Broken{
            "ANextHolderWithoutTheBall",
            [](Definition& d) { d.transitions[6].next_holder = true; },
            "transitions[6].requires",
            "Expected transitions[6].requires to leave out next_holder, because in 'draft' the "
            "ball "
            "goes to no appraiser, but it is there"},
        Broken{
            "ATransitionIntoItself",
            [](Definition& d) { d.transitions[3].next_holder = false; },
            "transitions[3].to",
            "Expected transitions[3].to to be another state, but got 'review', where it begins; "
            "into itself only to hand over (next_holder), to begin a term again (meets) or with "
            "evidence"}
    ),
    name_of
);

INSTANTIATE_TEST_SUITE_P(
    Ways,
    BrokenDefinition,
    ::testing::Values(
        Broken{
            "NothingCompleted",
            [](Definition& d) { d.states[4].progress = StateProgress::cancelled; },
            "states",
            "Expected states to hold one with progress completed, but got none"},
        Broken{
            "AStateNobodyReaches",
            [](Definition& d) {
                d.states.push_back(state("lost", "Lạc", StateProgress::in_progress));
                d.transitions[7].from.emplace_back("lost");
            },
            "states[6]",
            "Expected a way from 'draft' to 'lost', but no transition leads there"},
        Broken{
            "ADeadEnd",
            [](Definition& d) {
                d.states.push_back(state("stuck", "Kẹt", StateProgress::in_progress));
                d.transitions.push_back(transition("stick", {"draft"}, "stuck"));
            },
            "states[6]",
            "Expected a way from 'stuck' to a final state, but it is a dead end"},
        Broken{
            "SilenceInACircle",
            [](Definition& d) {
                d.states[2].deemed = {{2, BudgetUnit::days}, Roll::none, "ask-again", ""};
                TransitionRule again = transition("ask-again", {"review"}, "consulting");
                d.transitions.push_back(again);
            },
            "states[1].deemed",
            "Expected silence to come to rest, but from 'consulting' it leads back there for ever"}
    ),
    name_of
);

INSTANTIATE_TEST_SUITE_P(
    Clocks,
    BrokenDefinition,
    ::testing::Values(
        Broken{
            "ATermThatNeverBegins",
            [](Definition& d) {
                d.terms.push_back({"read", "Đọc", {1, BudgetUnit::days}, {}, "", ""});
            },
            "terms[2]",
            "Expected a state to begin 'read', but none does"},
        Broken{
            "ATermThatIsNeverMet",
            [](Definition& d) {
                d.terms.push_back({"read", "Đọc", {1, BudgetUnit::days}, {}, "", ""});
                d.states[0].terms.emplace_back("read");
            },
            "terms[2]",
            "Expected a transition to meet 'read', but none does"},
        Broken{
            "ATermMetBeforeItBegins",
            [](Definition& d) { d.transitions[0].meets = {"appraise"}; },
            "transitions[0].meets[0]",
            "Expected transitions[0].meets[0] to be a term that may run there, but got 'appraise', "
            "which never does"},
        Broken{
            "ATermThatOutlivesTheTask",
            [](Definition& d) { d.transitions[4].meets = {"appraise"}; },
            "transitions[4].meets",
            "Expected transitions[4].meets to hold 'write', which may still run when 'issue' "
            "completes the task, but it does not"}
    ),
    name_of
);

TEST(Check, RefusesListsBeyondTheirLimits) {
    Definition definition = sample_definition();
    for (int i = 0; i < 60; ++i) {
        definition.states.push_back(
            state("more-" + std::to_string(i), "Nữa", StateProgress::cancelled)
        );
    }
    const auto faults = check(definition);
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].problem, "Expected states to be a list of 1 to 64, but got 66");
    EXPECT_EQ(check(Definition{}).front().path, "id");
}

TEST(Lookup, FindsByIdOrNotAtAll) {
    const Definition definition = sample_definition();
    EXPECT_EQ(find_state(definition, "review")->name, "Đang thẩm định");
    EXPECT_EQ(find_transition(definition, "issue")->to, "done");
    EXPECT_EQ(find_term(definition, "appraise")->printed, "31/12/2026");
    EXPECT_EQ(find_state(definition, "issue"), nullptr);
    EXPECT_EQ(find_transition(definition, ""), nullptr);
    EXPECT_EQ(find_term(definition, "review"), nullptr);
}

TEST(Lookup, SaysWhatLeadsOutOfAState) {
    const Definition definition = sample_definition();
    std::string ids;
    for (const TransitionRule* out : transitions_from(definition, "review")) {
        ids += out->id + " ";
    }
    EXPECT_EQ(ids, "send-back hand-on issue drop ");
    EXPECT_TRUE(transitions_from(definition, "done").empty());
    EXPECT_TRUE(may_take(definition.transitions[0], Role::system));
    EXPECT_FALSE(may_take(definition.transitions[2], Role::holder));
}

}  // namespace
}  // namespace dunghan::testing
