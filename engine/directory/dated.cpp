// What the directory says of one day. Old logs may hold what is refused today: every chain ends.
#include <algorithm>

#include "engine/base/limits.h"
#include "engine/directory/directory.h"

namespace dunghan {
namespace {

constexpr std::string_view person_reference = "person:";

// Follows `next` (the next link, or null at the end) from `first` on.
template <class Next>
Chain follow(std::string_view first, const Next& next) {
    Chain chain{{std::string(first)}, Chain::End::found};
    while (const std::string* link = next(chain.last())) {
        if (std::find(chain.links.begin(), chain.links.end(), *link) != chain.links.end()) {
            chain.end = Chain::End::circle;
            return chain;
        }
        if (chain.links.size() == limits::chain_links_max) {
            chain.end = Chain::End::too_long;
            return chain;
        }
        chain.links.push_back(*link);
    }
    return chain;
}

bool is_gone(const Agency* agency, std::string_view day) {
    return agency && !agency->until.empty() && agency->until < day;
}

}  // namespace

bool exists_on(const Agency& agency, Date day) {
    return lies_between(to_iso(day), agency.from, agency.until);
}

bool lies_between(std::string_view day, std::string_view from, std::string_view until) {
    return from <= day && (until.empty() || day <= until);
}

Decision<std::vector<std::string>> Directory::members_at(std::string_view group, Date day) const {
    const Group* found = this->group(group);
    const std::string name = found ? found->name : std::string(group);
    if (!found) {
        return reject(
            "no_such_group",
            "Expected a group of the directory, but got '" + name + "'; publish a directory with it"
        );
    }
    const std::string iso = to_iso(day);
    std::vector<std::string> members;
    for (const Member& member : found->members) {
        const Agency* agency = this->agency(member.agency);
        if (agency && exists_on(*agency, day) && lies_between(iso, member.from, member.until)) {
            members.push_back(member.agency);
        }
    }
    if (members.empty()) {
        return reject(
            "group_without_members",
            "Expected members of '" + name + "' on " + to_vietnamese(day) +
                ", but the directory (version " + std::to_string(content_.version) +
                ") names none; publish a directory that says who they are"
        );
    }
    return members;
}

Chain Directory::successor_at(std::string_view agency, Date day) const {
    const std::string iso = to_iso(day);
    Chain chain = follow(agency, [&](const std::string& link) -> const std::string* {
        const Agency* found = this->agency(link);
        return is_gone(found, iso) && !found->successor.empty() ? &found->successor : nullptr;
    });
    if (chain.found()) {
        const Agency* last = this->agency(chain.last());
        chain.end = !last                ? Chain::End::unknown
                    : is_gone(last, iso) ? Chain::End::dissolved
                                         : Chain::End::found;
    }
    return chain;
}

std::string Directory::name_at(const Party& party, Date day) const {
    std::string name = name_of(party);
    if (party.kind != PartyKind::agency) {
        return name;
    }
    const Chain chain = successor_at(party.id, day);
    if (chain.links.size() > 1) {
        name += " (nay là " + name_of({PartyKind::agency, chain.last()}) + ")";
    } else if (chain.end == Chain::End::dissolved) {
        name += " (đã giải thể)";
    }
    return name;
}

Chain Directory::delegate_of(std::string_view who, Date day) const {
    const std::string iso = to_iso(day);
    Chain chain = follow(who, [&](const std::string& link) -> const std::string* {
        const std::string* to = nullptr;
        for (const Delegation& each : content_.delegations) {
            if (each.who == link && lies_between(iso, each.from, each.until)) {
                to = &each.to;  // of two at once, the later in the list
            }
        }
        return to;
    });
    if (chain.found() && !chain.last().starts_with(person_reference) && !agency(chain.last())) {
        chain.end = Chain::End::unknown;
    }
    return chain;
}

std::string Directory::contact(std::string_view agency, Role role) const {
    if (role == Role::committee) {
        return content_.committee.email;
    }
    const Agency* found = this->agency(agency);
    if (!found) {
        return {};
    }
    switch (role) {
        case Role::deputy: return found->deputy_email;
        case Role::head: return found->head_email;
        case Role::holder:
        case Role::coordinator:
        case Role::appraiser: return found->email;
        case Role::committee:
        case Role::system: break;
    }
    return {};
}

}  // namespace dunghan
