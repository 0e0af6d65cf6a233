// Who holds, waits or is told: an agency, a symbolic group, or a name nobody could place.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace dunghan {

enum class PartyKind : std::uint8_t {
    agency,      // `id` is an AgencyId of the directory: "so-du-lich"
    group,       // `id` names a group: "ubnd-cap-huyen"; members are resolved when a mail is sent
    unresolved,  // `id` is the raw text; waits for a decision, its reminders go to the coordinator
};

struct Party {
    PartyKind kind = PartyKind::agency;
    std::string id;
    auto operator<=>(const Party&) const = default;
};

}  // namespace dunghan
