// Every value by itself, and whether what it names exists.
#include <algorithm>
#include <set>

#include "engine/base/limits.h"
#include "engine/base/text.h"
#include "engine/deadline/parse.h"
#include "engine/definition/faults.h"
#include "engine/definition/lookup.h"

namespace dunghan {
namespace {

template <class Rule>
std::string ids_of(const std::vector<Rule>& rules) {
    std::string ids;
    for (const Rule& rule : rules) {
        ids += (ids.empty() ? "" : ", ") + rule.id;
    }
    return ids.empty() ? "(there are none)" : ids;
}

class Values {
 public:
    Values(const Definition& definition, Faults& faults)
        : definition_(definition), faults_(faults) {}

    void check() {
        check_head();
        check_list("states", definition_.states, limits::definition_states_max);
        check_list("transitions", definition_.transitions, limits::definition_transitions_max);
        check_list("terms", definition_.terms, limits::definition_terms_max);
        for (std::size_t i = 0; i < definition_.states.size(); ++i) {
            check_state(at("states", i), definition_.states[i]);
        }
        for (std::size_t i = 0; i < definition_.transitions.size(); ++i) {
            check_transition(at("transitions", i), definition_.transitions[i]);
        }
        for (std::size_t i = 0; i < definition_.terms.size(); ++i) {
            check_term(at("terms", i), definition_.terms[i]);
        }
    }

 private:
    void check_head() {
        check_id("id", definition_.id);
        if (definition_.version == 0) {
            faults_.refuse("version", "a number from 1", "0");
        }
        check_text("name", definition_.name);
        for (const auto& [path, id] :
             {std::pair{"policy", &definition_.policy}, {"calendar", &definition_.calendar}}) {
            if (!id->empty()) {
                check_id(path, *id);
            }
        }
        check_state_id("initial", definition_.initial);
        if (const auto max = definition_.extension.max; max < 0 || max > limits::extensions_max) {
            faults_.refuse(
                "extension.max",
                "a number from 0 to " + std::to_string(limits::extensions_max),
                std::to_string(max)
            );
        }
    }

    template <class Rule>
    void check_list(const std::string& path, const std::vector<Rule>& rules, std::size_t max) {
        const std::size_t min = path == "states" ? 1 : 0;
        if (rules.size() < min || rules.size() > max) {
            faults_.refuse(
                path,
                "a list of " + std::to_string(min) + " to " + std::to_string(max),
                std::to_string(rules.size())
            );
        }
        std::set<std::string_view> ids;
        for (std::size_t i = 0; i < rules.size(); ++i) {
            const std::string id = at(path, i) + ".id";
            check_id(id, rules[i].id);
            if (!ids.insert(rules[i].id).second) {
                faults_.refuse(id, "an id that stands once in " + path, quoted(rules[i].id));
            }
        }
    }

    void check_state(const std::string& path, const StateRule& state) {
        check_text(path + ".name", state.name);
        check_terms(path + ".terms", state.terms);
        const DeemedRule& deemed = state.deemed;
        if (deemed.transition.empty()) {
            if (deemed != DeemedRule{}) {
                faults_.refuse(path + ".deemed.transition", "the id of a transition", "nothing");
            }
            return;
        }
        if (!find_transition(definition_, deemed.transition)) {
            refuse_id(
                path + ".deemed.transition",
                "transitions",
                definition_.transitions,
                deemed.transition
            );
        }
        check_budget(path + ".deemed.after", deemed.budget);
    }

    void check_transition(const std::string& path, const TransitionRule& transition) {
        check_text(path + ".name", transition.name);
        if (transition.from.empty()) {
            faults_.refuse(path + ".from", "a list of one state at least", "an empty list");
        }
        check_once(path + ".from", transition.from);
        for (std::size_t i = 0; i < transition.from.size(); ++i) {
            check_state_id(at(path + ".from", i), transition.from[i]);
        }
        check_state_id(path + ".to", transition.to);
        check_once(path + ".by", transition.by);
        check_terms(path + ".meets", transition.meets);
    }

    void check_term(const std::string& path, const TermRule& term) {
        check_text(path + ".label", term.label);
        if (term.printed.empty()) {
            check_budget(path + ".budget", term.budget);
            return;
        }
        if (term.budget != Budget{}) {
            faults_.refuse(path + ".budget", "left out beside a printed end", "both");
        }
        const std::vector<Milestone> read = parse_deadlines(term.printed, {});
        if (read.size() != 1 || !read.front().due_before || !read.front().label.empty()) {
            faults_.refuse(
                path + ".printed",
                "one printed deadline with a due date (\"Năm 2022\", \"31/12/2026\")",
                quoted(term.printed)
            );
        }
    }

    void check_budget(const std::string& path, const Budget& budget) {
        if (budget.amount < 1 || budget.amount > limits::budget_max) {
            faults_.refuse(
                path,
                "1 to " + std::to_string(limits::budget_max) + " of its unit",
                std::to_string(budget.amount)
            );
        }
    }

    void check_id(const std::string& path, const std::string& id) {
        if (!is_identifier(id)) {
            faults_.refuse(path, "an id of a-z, 0-9 and hyphens, at most 100", quoted(id));
        }
    }

    void check_text(const std::string& path, const std::string& text) {
        if (text.empty()) {
            faults_.refuse(path, "a text that is not empty", "''");
        }
    }

    void check_state_id(const std::string& path, const std::string& id) {
        if (!find_state(definition_, id)) {
            refuse_id(path, "states", definition_.states, id);
        }
    }

    void check_terms(const std::string& path, const std::vector<std::string>& ids) {
        check_once(path, ids);
        for (std::size_t i = 0; i < ids.size(); ++i) {
            if (!find_term(definition_, ids[i])) {
                refuse_id(at(path, i), "terms", definition_.terms, ids[i]);
            }
        }
    }

    template <class Rule>
    void refuse_id(
        const std::string& path,
        const std::string& list,
        const std::vector<Rule>& rules,
        const std::string& id
    ) {
        faults_.refuse(path, "one of the " + list + " " + ids_of(rules), quoted(id));
    }

    template <class T>
    void check_once(const std::string& path, const std::vector<T>& list) {
        for (auto here = list.begin(); here != list.end(); ++here) {
            if (std::find(list.begin(), here, *here) != here) {
                const auto index = static_cast<std::size_t>(here - list.begin());
                faults_.add(
                    at(path, index),
                    "Expected " + at(path, index) + " once in its list, but it stands here again"
                );
            }
        }
    }

    const Definition& definition_;
    Faults& faults_;
};

}  // namespace

void check_values(const Definition& definition, Faults& faults) {
    Values(definition, faults).check();
}

}  // namespace dunghan
