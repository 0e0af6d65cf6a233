#include "adapters/app/api/caller.h"

#include "engine/base/assert.h"

namespace dunghan::app::api {
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

const Visitor& visitor_of(const http::Request& request) {
    const auto* visitor = std::any_cast<Visitor>(&request.caller);
    DUNGHAN_ASSERT(visitor != nullptr);  // the guard let nobody through without
    return *visitor;
}

access::Target target_of(const task::State& state, const Directory& directory, Date day) {
    std::vector<std::string> agencies;
    for (const Party& holder : state.description.value.holders) {
        add(agencies, holder, directory, day);
    }
    if (const auto& waits = state.waiting_on.value.party) {
        add(agencies, *waits, directory, day);
    }
    return {std::move(agencies)};
}

}  // namespace dunghan::app::api
