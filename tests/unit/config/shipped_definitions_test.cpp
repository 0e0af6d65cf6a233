// The kinds of work that are shipped: every one is fit, and everything in it can happen.
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <sstream>

#include "engine/definition/lookup.h"

#include "adapters/config/definition_file.h"

namespace dunghan {
namespace {

const std::filesystem::path folder = DUNGHAN_SOURCE_DIR "/config/definitions";

Definition read(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    const auto definition = read_definition(text.str(), path.filename().string());
    EXPECT_TRUE(definition) << (definition ? "" : definition.error().detail);
    return definition.value_or(Definition{});
}

std::map<std::string, Definition> shipped() {
    std::map<std::string, Definition> all;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        all.emplace(entry.path().stem(), read(entry.path()));
    }
    return all;
}

using Path = std::vector<const TransitionRule*>;

// The shortest way to a state in which `arrived`; from there it may go on.
template <class Arrived>
Path way(const Definition& definition, const std::string& from, const Arrived& arrived) {
    std::map<std::string, Path> ways{{from, {}}};
    std::vector<std::string> open{from};
    for (std::size_t i = 0; i < open.size(); ++i) {
        if (arrived(*find_state(definition, open[i]))) {
            return ways[open[i]];
        }
        for (const TransitionRule* out : transitions_from(definition, open[i])) {
            Path longer = ways[open[i]];
            longer.push_back(out);
            if (ways.emplace(out->to, std::move(longer)).second) {
                open.push_back(out->to);
            }
        }
    }
    ADD_FAILURE() << definition.id << ": no way on from " << from;
    return {};
}

// A task that walks: where it is and which terms run.
class Walk {
 public:
    explicit Walk(const Definition& definition) : definition_(definition) {
        enter(definition.initial);
    }

    void take(const TransitionRule& transition) {
        ASSERT_TRUE(leaves(transition, state_->id)) << transition.id << " from " << state_->id;
        for (const std::string& term : transition.meets) {
            running_.erase(term);
        }
        enter(transition.to);
    }

    [[nodiscard]] const StateRule& state() const { return *state_; }

    [[nodiscard]] const std::set<std::string>& running() const { return running_; }

 private:
    void enter(const std::string& id) {
        state_ = find_state(definition_, id);
        ASSERT_NE(state_, nullptr) << id;
        running_.insert(state_->terms.begin(), state_->terms.end());
    }

    const Definition& definition_;
    const StateRule* state_ = nullptr;
    std::set<std::string> running_;
};

TEST(ShippedDefinitions, AreTheOnesTheOfficeNeeds) {
    std::vector<std::string> ids;
    for (const auto& [name, definition] : shipped()) {
        EXPECT_EQ(definition.id, name) << "the file is named after what it defines";
        EXPECT_EQ(definition.version, 1U);
        ids.push_back(name);
    }
    const std::vector<std::string> expected{
        "document-drafting",
        "equipment-review",
        "fan-out-duty",
        "investment-project",
        "monthly-report",
        "plan-task",
        "postponement-request",
        "security-dossier"};
    EXPECT_EQ(ids, expected);
}

TEST(ShippedDefinitions, EndFromTheFirstStateAlongEveryTransition) {
    for (const auto& [name, definition] : shipped()) {
        for (const TransitionRule& transition : definition.transitions) {
            for (const std::string& from : transition.from) {
                SCOPED_TRACE(name + ": " + transition.id + " from " + from);
                Walk walk(definition);
                const auto there = [&](const StateRule& state) { return state.id == from; };
                for (const TransitionRule* step : way(definition, definition.initial, there)) {
                    walk.take(*step);
                }
                walk.take(transition);
                for (const TransitionRule* step : way(definition, walk.state().id, is_final)) {
                    walk.take(*step);
                }
                EXPECT_TRUE(is_final(walk.state()));
                if (walk.state().progress == StateProgress::completed) {
                    EXPECT_TRUE(walk.running().empty());
                }
            }
        }
    }
}

std::vector<std::string> names_along(const Definition& definition, const std::string& transitions) {
    Walk walk(definition);
    std::vector<std::string> states{walk.state().id};
    std::istringstream ids(transitions);
    for (std::string id; ids >> id;) {
        walk.take(*find_transition(definition, id));
        states.push_back(walk.state().id);
    }
    return states;
}

TEST(ShippedDefinitions, AnInvestmentProjectGoesThroughItsElevenStages) {
    const std::vector<std::string> expected{
        "proposing",
        "checking",
        "appraising",
        "with-province",
        "with-council",
        "resolved",
        "report-submitted",
        "approved",
        "building",
        "trial",
        "in-use"};
    EXPECT_EQ(
        names_along(
            shipped().at("investment-project"),
            "propose accept pass forward resolve submit-report approve award hand-over put-to-use"
        ),
        expected
    );
}

// Two acts, two clocks: each runs while the ball lies with whoever owes the act.
TEST(ShippedDefinitions, ADossierHasOneDeadlineForTheAgencyAndOneForTheAppraiser) {
    const Definition dossier = shipped().at("security-dossier");
    Walk walk(dossier);
    EXPECT_EQ(walk.running(), std::set<std::string>{"build"});
    EXPECT_EQ(walk.state().ball, Role::holder);
    walk.take(*find_transition(dossier, "submit"));
    walk.take(*find_transition(dossier, "accept"));
    EXPECT_EQ(walk.running(), std::set<std::string>{"appraise"});
    EXPECT_EQ(walk.state().ball, Role::appraiser);
    walk.take(*find_transition(dossier, "fail"));
    EXPECT_EQ(walk.running(), std::set<std::string>{"rebuild"});
    EXPECT_EQ(walk.state().ball, Role::holder);
    walk.take(*find_transition(dossier, "resubmit"));
    EXPECT_EQ(walk.running(), std::set<std::string>{"appraise"});
}

TEST(ShippedDefinitions, SilenceIsConsentWhereTheRulesSaySoAndNowhereElse) {
    std::set<std::string> silent;
    for (const auto& [name, definition] : shipped()) {
        for (const StateRule& state : definition.states) {
            if (!state.deemed.transition.empty()) {
                silent.insert(name + "/" + state.id);
            }
        }
    }
    const std::set<std::string> expected{
        "document-drafting/consulting",
        "equipment-review/clarifying",
        "investment-project/consulting",
        "monthly-report/filed"};
    EXPECT_EQ(silent, expected) << "a request for more time is not granted by not answering it";
}

TEST(ShippedDefinitions, AnAnswerToARequestForMoreTimeIsOwedWhoeverHasIt) {
    const Definition request = shipped().at("postponement-request");
    Walk walk(request);
    walk.take(*find_transition(request, "forward"));
    walk.take(*find_transition(request, "forward"));
    EXPECT_EQ(walk.running(), std::set<std::string>{"reply"});
    walk.take(*find_transition(request, "refuse"));
    EXPECT_TRUE(walk.running().empty());
}

}  // namespace
}  // namespace dunghan
