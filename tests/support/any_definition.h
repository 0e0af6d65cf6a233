// Kinds of work from a seed alone: all of them fit to be published, no two alike.
#pragma once

#include <array>

#include "tests/support/chance.h"
#include "tests/support/sample_definition.h"

namespace dunghan::testing {

// Open states s0, s1, … in a chain that ends in `done`, with ways back, jumps ahead, terms,
// silence, pauses and an end from anywhere.
class AnyDefinition {
 public:
    explicit AnyDefinition(Chance& chance) : chance_(chance) {}

    Definition next(std::string id, std::uint32_t version) {
        made_ = {};
        made_.id = std::move(id);
        made_.version = version;
        made_.name = "Việc thứ " + std::to_string(chance_.below(1000));
        made_.initial = "s0";
        made_.extension = {static_cast<std::int32_t>(chance_.below(3)), true};
        open_ = 1 + chance_.below(6);
        make_states();
        make_transitions();
        make_terms();
        make_silence();
        return made_;
    }

 private:
    static std::string id_of(std::uint64_t number) { return "s" + std::to_string(number); }

    void make_states() {
        static constexpr std::array balls{
            Role::holder, Role::head, Role::coordinator, Role::committee, Role::appraiser};
        for (std::uint64_t i = 0; i < open_; ++i) {
            const auto progress = static_cast<StateProgress>(1 + chance_.below(3));
            StateRule rule = state(id_of(i), "Bước " + std::to_string(i), progress);
            rule.ball = balls[chance_.below(i == 0 ? 4 : 5)];
            rule.paused = chance_.below(6) == 0;
            made_.states.push_back(rule);
        }
        made_.states.push_back(state("done", "Xong", StateProgress::completed));
        made_.states.push_back(state("dropped", "Hủy", StateProgress::cancelled));
    }

    void make_transitions() {
        std::vector<std::string> all;
        for (std::uint64_t i = 0; i < open_; ++i) {
            add("next-" + std::to_string(i), {id_of(i)}, i + 1 == open_ ? "done" : id_of(i + 1));
            all.push_back(id_of(i));
        }
        for (std::uint64_t extra = chance_.below(4); extra > 0; --extra) {
            const std::uint64_t from = chance_.below(open_);
            const std::uint64_t to = chance_.below(open_);
            if (from != to) {
                add("jump-" + std::to_string(extra), {id_of(from)}, id_of(to));
            }
        }
        add("drop", all, "dropped");
        made_.transitions.back().reason = true;
    }

    void add(const std::string& id, const std::vector<std::string>& from, const std::string& to) {
        TransitionRule rule = transition(id, from, to);
        for (const StateRule& target : made_.states) {
            rule.next_holder =
                rule.next_holder || (target.id == to && target.ball == Role::appraiser);
        }
        rule.evidence = chance_.below(3) == 0;
        if (chance_.below(2) == 0) {
            rule.by = {Role::holder, static_cast<Role>(2 + chance_.below(5))};
        }
        made_.transitions.push_back(rule);
    }

    // Begun somewhere on the chain and met where it ends.
    void make_terms() {
        for (std::uint64_t i = chance_.below(3); i > 0; --i) {
            StateRule& begins = made_.states[chance_.below(open_)];
            if (begins.paused) {
                continue;
            }
            TermRule term;
            term.id = "t" + std::to_string(i);
            term.label = "Thời hạn " + std::to_string(i);
            term.roll = chance_.below(2) == 0 ? Roll::none : Roll::next_working_day;
            if (chance_.below(3) == 0) {
                term.printed = "Quý II/2027";
            } else {
                term.budget = budget();
            }
            begins.terms.push_back(term.id);
            made_.transitions[open_ - 1].meets.push_back(term.id);
            made_.terms.push_back(term);
        }
    }

    void make_silence() {
        StateRule& silent = made_.states[chance_.below(open_)];
        const auto number = static_cast<std::size_t>(&silent - made_.states.data());
        TransitionRule& next = made_.transitions[number];
        if (chance_.below(2) == 0 && !next.next_holder) {
            next.evidence = false;
            next.by.clear();
            silent.deemed = {budget(), Roll::next_working_day, next.id, "NĐ 217/2026"};
        }
    }

    Budget budget() {
        return {
            static_cast<std::int32_t>(1 + chance_.below(30)),
            static_cast<BudgetUnit>(1 + chance_.below(5))};
    }

    Chance& chance_;
    Definition made_;
    std::uint64_t open_ = 1;
};

}  // namespace dunghan::testing
