// Ids of those who are told: an agency's officer goes by the agency, its head and deputy by a word
// behind it, a person by a pseudonym. They name digests and stand in the log.
#pragma once

#include <string>
#include <string_view>

#include "engine/directory/role.h"

namespace dunghan {

inline constexpr std::string_view committee_recipient = "committee";

struct Recipient {
    std::string agency;        // "so-du-lich"; of others the whole id: "person:cb-017", "committee"
    Role role = Role::holder;  // head, deputy, committee; else holder
};

// "so-du-lich:head", "so-du-lich:deputy", "committee"; of every other role the agency itself.
[[nodiscard]] std::string recipient_id(std::string_view agency, Role role);

[[nodiscard]] Recipient recipient_from(std::string_view id);

}  // namespace dunghan
