#include "engine/runtime/recipients.h"

#include <algorithm>

namespace dunghan {

std::vector<Party> ball_holders(const task::State& state) {
    if (state.waiting_on.stated() && state.waiting_on.value.party) {
        return {*state.waiting_on.value.party};
    }
    return state.description.value.holders;
}

std::vector<std::string> recipients_of(
    const task::State& state, const Directory& directory, const Policy& policy, Date day
) {
    std::vector<std::string> recipients;
    const auto add = [&](const std::string& agency) {
        if (std::find(recipients.begin(), recipients.end(), agency) == recipients.end()) {
            recipients.push_back(agency);
        }
    };
    for (const Party& party : ball_holders(state)) {
        const Chain chain = directory.successor_at(party.id, day);
        const bool known = party.kind == PartyKind::agency && chain.found();
        add(known ? chain.last() : policy.coordinator);
    }
    if (recipients.empty()) {
        add(policy.coordinator);
    }
    return recipients;
}

}  // namespace dunghan
