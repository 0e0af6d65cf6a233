// Octets of the anchor's entries. Format: docs/formats/anchor.md
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/rocksdb/anchor.h"

namespace dunghan::rocks {

inline constexpr std::size_t anchor_page = 4096;  // entries begin on pages and end with them
inline constexpr std::size_t entry_fields = 120;  // octets before the group

[[nodiscard]] constexpr std::size_t entry_octets(std::size_t group_octets) {
    return (entry_fields + group_octets + anchor_page - 1) / anchor_page * anchor_page;
}

// Appends the entry to `out`, filled up with zeros to a whole page; `group` stands for its own.
void encode_entry(const AnchorEntry& entry, std::string_view group, std::string& out);

// The entry that `octets` begin with; nothing when it is not whole.
[[nodiscard]] std::optional<AnchorEntry> decode_entry(std::string_view octets);

}  // namespace dunghan::rocks
