#include "adapters/config/definition_file.h"

#include <array>
#include <limits>

#include "engine/definition/check.h"

#include "adapters/config/budget.h"
#include "adapters/config/yaml.h"

namespace dunghan {
namespace {

using yaml::Map;
using yaml::Value;

// The enumerators count from 1, the choices from 0.
template <class E>
E enumerator_in(const Value& value, const std::vector<std::string_view>& names) {
    return static_cast<E>(value.choice(names) + 1);
}

Role role_in(const Value& value) {
    return enumerator_in<Role>(
        value, {"holder", "deputy", "head", "coordinator", "committee", "appraiser", "system"}
    );
}

Roll roll_in(const Value& value) {
    return enumerator_in<Roll>(value, {"none", "next_working_day"});
}

std::string text_of(Map& map, const std::string& key) {
    const auto value = map.find(key);
    return value ? value->text() : "";
}

std::string identifier_of(Map& map, const std::string& key) {
    const auto value = map.find(key);
    return value ? value->identifier() : "";
}

bool flag_of(Map& map, const std::string& key, bool otherwise) {
    const auto value = map.find(key);
    return value ? value->flag() : otherwise;
}

std::vector<std::string> identifiers_in(const Value& list) {
    std::vector<std::string> ids;
    for (const Value& value : list.list()) {
        ids.push_back(value.identifier());
    }
    return ids;
}

std::vector<std::string> identifiers_of(Map& map, const std::string& key) {
    const auto list = map.find(key);
    return list ? identifiers_in(*list) : std::vector<std::string>{};
}

DeemedRule deemed_in(Map map) {
    DeemedRule deemed;
    deemed.budget = budget_in(map.get("after"));
    deemed.transition = map.get("transition").identifier();
    if (const auto roll = map.find("roll")) {
        deemed.roll = roll_in(*roll);
    }
    deemed.basis = text_of(map, "basis");
    map.done();
    return deemed;
}

StateRule state_in(Map map) {
    StateRule state;
    state.id = map.get("id").identifier();
    state.name = map.get("name").text();
    state.progress = enumerator_in<StateProgress>(
        map.get("progress"), {"not_started", "in_progress", "submitted", "completed", "cancelled"}
    );
    if (const auto ball = map.find("ball")) {
        state.ball = role_in(*ball);
    }
    state.terms = identifiers_of(map, "terms");
    state.paused = flag_of(map, "paused", false);
    if (const auto deemed = map.find("deemed")) {
        state.deemed = deemed_in(Map(*deemed));
    }
    map.done();
    return state;
}

void read_requirements(const Value& list, TransitionRule& transition) {
    const std::array required{
        &transition.evidence, &transition.reason, &transition.basis, &transition.next_holder};
    for (const Value& value : list.list()) {
        bool& flag = *required[value.choice({"evidence", "reason", "basis", "next_holder"})];
        if (flag) {
            value.refuse("something that is not in the list yet");
        }
        flag = true;
    }
}

TransitionRule transition_in(Map map) {
    TransitionRule transition;
    transition.id = map.get("id").identifier();
    transition.name = map.get("name").text();
    transition.from = identifiers_in(map.get("from"));
    transition.to = map.get("to").identifier();
    if (const auto by = map.find("by")) {
        for (const Value& role : by->list()) {
            transition.by.push_back(role_in(role));
        }
    }
    if (const auto required = map.find("requires")) {
        read_requirements(*required, transition);
    }
    transition.meets = identifiers_of(map, "meets");
    map.done();
    return transition;
}

TermRule term_in(Map map) {
    TermRule term;
    term.id = map.get("id").identifier();
    term.label = map.get("label").text();
    if (const auto printed = map.find("printed")) {
        term.printed = printed->text();
        if (map.find("budget")) {
            printed->refuse("left out beside a budget");
        }
    } else {
        term.budget = budget_in(map.get("budget"));
    }
    if (const auto roll = map.find("roll")) {
        term.roll = roll_in(*roll);
    }
    term.basis = text_of(map, "basis");
    map.done();
    return term;
}

ExtensionRule extension_in(Map map) {
    ExtensionRule extension;
    extension.max = map.get("max").integer(0, std::numeric_limits<std::int32_t>::max());
    extension.basis = flag_of(map, "basis", true);
    map.done();
    return extension;
}

Definition definition_in(Map root) {
    Definition definition;
    (void)root.get("kind").choice({"definition"});
    definition.id = root.get("id").identifier();
    const auto version = root.get("version").integer(1, std::numeric_limits<std::int32_t>::max());
    definition.version = static_cast<std::uint32_t>(version);
    definition.name = root.get("name").text();
    definition.initial = root.get("initial").identifier();
    definition.policy = identifier_of(root, "policy");
    definition.calendar = identifier_of(root, "calendar");
    for (const Value& state : root.get("states").list()) {
        definition.states.push_back(state_in(Map(state)));
    }
    for (const Value& transition : root.get("transitions").list()) {
        definition.transitions.push_back(transition_in(Map(transition)));
    }
    if (const auto terms = root.find("terms")) {
        for (const Value& term : terms->list()) {
            definition.terms.push_back(term_in(Map(term)));
        }
    }
    if (const auto extension = root.find("extension")) {
        definition.extension = extension_in(Map(*extension));
    }
    root.done();
    return definition;
}

}  // namespace

Result<DefinitionFile> read_definition_file(std::string_view yaml, std::string_view file) {
    yaml::File read(yaml, file);
    DefinitionFile result{definition_in(read.root()), {}};
    if (!read.failed()) {
        for (const DefinitionFault& fault : check(result.definition)) {
            result.faults.push_back(read.place_of(fault.path) + ": " + fault.problem);
        }
    }
    return read.result(std::move(result));
}

Result<Definition> read_definition(std::string_view yaml, std::string_view file) {
    return read_definition_file(yaml, file).and_then([](DefinitionFile read) -> Result<Definition> {
        if (read.faults.empty()) {
            return std::move(read.definition);
        }
        std::string faults;
        for (const std::string& fault : read.faults) {
            faults += (faults.empty() ? "" : "\n") + fault;
        }
        return fail(ErrorCode::invalid, std::move(faults));
    });
}

}  // namespace dunghan
