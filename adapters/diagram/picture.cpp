#include "adapters/diagram/picture.h"

#include <algorithm>

#include "engine/definition/lookup.h"

namespace dunghan::diagram {
namespace {

constexpr Size label_padding{5, 2};

Size padded(Size size, Size padding) {
    return {size.width + 2 * padding.width, size.height + 2 * padding.height};
}

std::vector<const StateRule*> in_order(const Definition& definition) {
    std::vector<const StateRule*> states{find_state(definition, definition.initial)};
    for (const StateRule& state : definition.states) {
        if (&state != states.front()) {
            states.push_back(&state);
        }
    }
    return states;
}

std::size_t place_of(const std::vector<const StateRule*>& states, const std::string& id) {
    const auto found =
        std::ranges::find(states, id, [](const StateRule* state) { return state->id; });
    return static_cast<std::size_t>(found - states.begin());
}

}  // namespace

Picture picture_of(const Definition& definition) {
    Picture picture;
    picture.states = in_order(definition);
    for (const StateRule* state : picture.states) {
        picture.boxes.push_back(block_of(definition, *state));
        picture.chart.boxes.push_back(padded(picture.boxes.back().size(), box_padding));
    }
    for (const TransitionRule& transition : definition.transitions) {
        picture.labels.push_back(block_of(definition, transition));
        Arrow arrow;
        for (const std::string& from : transition.from) {
            arrow.from.push_back(place_of(picture.states, from));
        }
        arrow.to = place_of(picture.states, transition.to);
        arrow.label = padded(picture.labels.back().size(), label_padding);
        picture.chart.arrows.push_back(std::move(arrow));
    }
    picture.layout = lay_out(picture.chart);
    return picture;
}

}  // namespace dunghan::diagram
