#include "adapters/diagram/blocks.h"

#include <algorithm>

#include "engine/definition/lookup.h"

#include "adapters/diagram/words.h"

namespace dunghan::diagram {
namespace {

constexpr double box_text_max = 290;
constexpr double label_text_max = 215;
constexpr double name_size = 14;
constexpr double label_size = 12.5;
constexpr double note_size = 11;

std::string stopped_by(const Definition& definition, const TransitionRule& transition) {
    std::string labels;
    for (const std::string& id : transition.meets) {
        const TermRule* term = find_term(definition, id);
        labels += (labels.empty() ? "" : "; ") + (term ? term->label : id);
    }
    return labels;
}

}  // namespace

TextBlock block_of(const Definition& definition, const StateRule& state) {
    TextBlock block;
    block.add({state.name, name_size, true, Mark::none}, box_text_max);
    if (is_final(state)) {
        return block;
    }
    block.add({std::string(words_of(state.ball)), 12, false, Mark::ball}, box_text_max);
    for (const std::string& id : state.terms) {
        if (const TermRule* term = find_term(definition, id)) {
            block.add({words_of(*term), 12, false, Mark::clock}, box_text_max);
        }
    }
    if (state.paused) {
        block.add({"đồng hồ tạm dừng", 12, false, Mark::pause}, box_text_max);
    }
    return block;
}

TextBlock block_of(const Definition& definition, const TransitionRule& transition) {
    TextBlock block;
    const auto note = [&](const std::string& lead, const std::string& words) {
        if (!words.empty()) {
            block.add({lead + words, note_size, false, Mark::none}, label_text_max);
        }
    };
    block.add({transition.name, label_size, true, Mark::none}, label_text_max);
    note("", actors_of(transition));
    note("cần: ", requirements_of(transition));
    note("dừng: ", stopped_by(definition, transition));
    for (const StateRule& state : definition.states) {
        if (state.deemed.transition == transition.id) {
            note("im lặng quá ", words_of(state.deemed.budget));
        }
    }
    return block;
}

bool is_deemed(const Definition& definition, const TransitionRule& transition) {
    return std::ranges::any_of(definition.states, [&](const StateRule& state) {
        return state.deemed.transition == transition.id;
    });
}

}  // namespace dunghan::diagram
