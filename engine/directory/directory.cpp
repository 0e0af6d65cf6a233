#include "engine/directory/directory.h"

#include <algorithm>

namespace dunghan {
namespace {

template <class Entry>
const Entry* find_by_id(const std::vector<Entry>& entries, std::string_view id) {
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) {
        return entry.id == id;
    });
    return found == entries.end() ? nullptr : &*found;
}

}  // namespace

const Agency* Directory::agency(std::string_view id) const {
    return find_by_id(content_.agencies, id);
}

const Group* Directory::group(std::string_view id) const {
    return find_by_id(content_.groups, id);
}

std::string Directory::name_of(const Party& party) const {
    switch (party.kind) {
        case PartyKind::agency:
            if (const Agency* found = agency(party.id)) {
                return found->name;
            }
            break;
        case PartyKind::group:
            if (const Group* found = group(party.id)) {
                return found->name;
            }
            break;
        case PartyKind::unresolved: break;
    }
    return party.id;
}

}  // namespace dunghan
