#include "engine/runtime/agencies.h"

namespace dunghan {
namespace {

void add(
    std::vector<std::string>& agencies, const Party& party, const Directory& directory, Date day
) {
    if (party.kind == PartyKind::agency) {
        agencies.push_back(party.id);
        return;
    }
    if (party.kind != PartyKind::group) {
        return;
    }
    if (const auto members = directory.members_at(party.id, day)) {
        agencies.insert(agencies.end(), members->begin(), members->end());
    }
}

}  // namespace

std::vector<std::string> agencies_of(
    const task::State& state, const Directory& directory, Date day
) {
    std::vector<std::string> agencies;
    for (const Party& holder : state.description.value.holders) {
        add(agencies, holder, directory, day);
    }
    if (const auto& waits = state.waiting_on.value.party) {
        add(agencies, *waits, directory, day);
    }
    return agencies;
}

}  // namespace dunghan
