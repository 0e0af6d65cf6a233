#include "engine/runtime/recipients.h"

#include <algorithm>
#include <array>

#include "engine/directory/recipient.h"
#include "engine/person/stream.h"
#include "engine/task/ball.h"

namespace dunghan {
namespace {

// From the bottom up.
constexpr std::array ladder_of_roles{
    Role::holder, Role::deputy, Role::head, Role::coordinator, Role::committee};

constexpr std::string_view no_address = "the directory has no address";

std::string why_not(const Chain& chain) {
    switch (chain.end) {
        case Chain::End::circle: return "it stands in for itself in the end";
        case Chain::End::too_long: return "too many stand in for one another";
        case Chain::End::dissolved: return chain.last() + " is dissolved and nobody follows it";
        case Chain::End::unknown:
        case Chain::End::found: break;
    }
    return chain.last() + " is not in the directory";
}

tl::unexpected<Rejection> nobody(Role role, const std::string& agency, std::string_view why) {
    std::string who = "the committee";
    if (role != Role::committee) {
        who = role == Role::deputy ? "the deputy head" : "the officer";
        who = (role == Role::head ? "the head" : who) + " of " + agency;
    }
    return reject("nobody", "Expected " + who + ", but " + std::string(why));
}

template <class T>
void add_once(std::vector<T>& list, T value) {
    if (std::ranges::find(list, value) == list.end()) {
        list.push_back(std::move(value));
    }
}

class Resolver {
 public:
    Resolver(
        task::ReminderIssued& reminder,
        const task::State& state,
        const Policy& policy,
        const People& people
    )
        : reminder_(reminder), state_(state), policy_(policy), people_(people) {}

    void resolve(task::RungReached& rung) {
        const auto rule = std::ranges::find(policy_.rungs, rung.rung, &RungRule::id);
        rung.to = rule == policy_.rungs.end() ? std::vector<Role>{} : rule->to;
        names_roles_ = !rung.to.empty();
        for (const Party& party : parties_of(rung)) {
            for (const Role role : roles_for(rung)) {
                add_once(rung.recipients, recipient_of(role, party));
            }
        }
        if (rung.recipients.empty()) {
            rung.recipients.push_back(policy_.coordinator);
        }
    }

 private:
    // Found, or why not.
    using Found = Decision<std::string>;

    [[nodiscard]] std::vector<Party> parties_of(const task::RungReached& rung) const {
        std::vector<Party> parties = task::ball_holders(state_);
        if (!rung.holder.empty()) {
            std::erase_if(parties, [&](const Party& party) { return party.id != rung.holder; });
        }
        return parties;
    }

    // The appraiser is told where the task lies with one.
    [[nodiscard]] std::vector<Role> roles_for(const task::RungReached& rung) const {
        std::vector<Role> roles = rung.to;
        if (!state_.waiting_on.value.party) {
            std::erase(roles, Role::appraiser);
        }
        return roles.empty() ? std::vector<Role>{Role::holder} : roles;
    }

    std::string recipient_of(Role role, const Party& party) {
        Found found = find(role, party);
        if (found) {
            return *std::move(found);
        }
        std::string instead = next_up(role, party);
        add_once(
            reminder_.unresolved, task::Unresolved{role, party.id, found.error().detail, instead}
        );
        return instead;
    }

    std::string next_up(Role role, const Party& party) {
        const Role from = role == Role::appraiser ? Role::holder : role;
        const auto place = std::ranges::find(ladder_of_roles, from);
        for (auto up = std::next(place); up != ladder_of_roles.end(); ++up) {
            if (auto found = find(*up, party)) {
                return *std::move(found);
            }
        }
        return policy_.coordinator;
    }

    Found find(Role role, const Party& party) {
        if (role == Role::committee) {
            return committee();
        }
        if (role == Role::coordinator || party.kind != PartyKind::agency) {
            return officer_of(policy_.coordinator);
        }
        const Chain chain = people_.directory.successor_at(party.id, people_.day);
        if (!chain.found()) {
            return nobody(role, party.id, why_not(chain));
        }
        const std::string& agency = chain.last();
        Found found = role == Role::deputy || role == Role::head ? superior_of(agency, role)
                                                                 : officer_of(agency);
        if (found && chain.links.size() > 1) {
            add_once(reminder_.delegated, task::Delegated{party.id, *found});
        }
        return found;
    }

    Found committee() {
        if (people_.directory.contact("", Role::committee).empty()) {
            return nobody(Role::committee, "", no_address);
        }
        return std::string(committee_recipient);
    }

    Found superior_of(const std::string& agency, Role role) const {
        if (people_.directory.contact(agency, role).empty()) {
            return nobody(role, agency, no_address);
        }
        return recipient_id(agency, role);
    }

    // Or whoever the officer has handed to.
    Found officer_of(const std::string& agency) {
        const Chain chain = people_.directory.delegate_of(agency, people_.day);
        if (!chain.found()) {
            return nobody(Role::holder, agency, why_not(chain));
        }
        if (!can_be_told(chain.last())) {
            return nobody(Role::holder, chain.last(), no_address);
        }
        if (chain.links.size() > 1) {
            add_once(reminder_.delegated, task::Delegated{agency, chain.last()});
        }
        return chain.last();
    }

    // Rungs without roles go to the agency in any case: the digest says that it has no address.
    [[nodiscard]] bool can_be_told(const std::string& recipient) const {
        return !names_roles_ || person::referred_to(recipient) ||
               people_.officers.contains(recipient) ||
               !people_.directory.contact(recipient, Role::holder).empty();
    }

    task::ReminderIssued& reminder_;
    const task::State& state_;
    const Policy& policy_;
    const People& people_;
    bool names_roles_ = false;
};

}  // namespace

void resolve_recipients(
    task::ReminderIssued& reminder,
    const task::State& state,
    const Policy& policy,
    const People& people
) {
    Resolver resolver(reminder, state, policy, people);
    for (task::RungReached& rung : reminder.reached) {
        resolver.resolve(rung);
    }
}

std::vector<std::string> recipients_of(
    const task::State& state, const Policy& policy, const People& people
) {
    task::ReminderIssued reminder;
    task::RungReached rung;
    Resolver(reminder, state, policy, people).resolve(rung);
    return std::move(rung.recipients);
}

std::string recipient_name(const std::string& recipient, const Directory& directory) {
    const auto [agency, role] = recipient_from(recipient);
    if (role == Role::committee) {
        const std::string& name = directory.content().committee.name;
        return name.empty() ? "Ban Chỉ đạo" : name;
    }
    if (const auto person = person::referred_to(recipient)) {
        return "Cán bộ " + *person;
    }
    const std::string name = directory.name_of({PartyKind::agency, agency});
    switch (role) {
        case Role::head: return "Thủ trưởng " + name;
        case Role::deputy: return "Phó thủ trưởng " + name;
        default: return name;
    }
}

}  // namespace dunghan
