#include "adapters/diagram/mermaid.h"

#include <algorithm>

#include "engine/definition/lookup.h"

#include "adapters/diagram/blocks.h"

namespace dunghan {
namespace {

std::string id_of(const std::string& state) {
    std::string id = "s_" + state;
    std::ranges::replace(id, '-', '_');
    return id;
}

// Marks that mean something to Mermaid or to the page around it become their entity codes.
std::string escaped(std::string_view text) {
    constexpr std::string_view special = "\"#;:<>&{}";
    std::string out;
    for (const char c : text) {
        if (special.find(c) == std::string_view::npos) {
            out += c;
        } else {
            out += "#" + std::to_string(static_cast<int>(c)) + ";";
        }
    }
    return out;
}

// The lines of a label, one after the other.
std::string joined(const diagram::TextBlock& block) {
    std::string text;
    for (const diagram::TextLine& line : block.lines) {
        text += (text.empty() ? "" : "<br/>") + escaped(line.text);
    }
    return text;
}

}  // namespace

std::string draw_mermaid(const Definition& definition) {
    std::string out = "stateDiagram-v2\n    direction TB\n";
    for (const StateRule& state : definition.states) {
        out += "    state \"" + joined(diagram::block_of(definition, state)) + "\" as " +
               id_of(state.id) + "\n";
    }
    out += "    [*] --> " + id_of(definition.initial) + "\n";
    for (const TransitionRule& transition : definition.transitions) {
        const std::string label = joined(diagram::block_of(definition, transition));
        for (const std::string& from : transition.from) {
            out += "    " + id_of(from) + " --> " + id_of(transition.to) + " : " + label + "\n";
        }
    }
    for (const StateRule& state : definition.states) {
        if (is_final(state)) {
            out += "    " + id_of(state.id) + " --> [*]\n";
        }
    }
    return out;
}

}  // namespace dunghan
