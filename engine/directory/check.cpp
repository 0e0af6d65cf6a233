#include "engine/directory/check.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/base/limits.h"
#include "engine/directory/mail_address.h"

namespace dunghan {
namespace {

constexpr std::string_view last_date = "9999-12-31";
constexpr std::string_view person_reference = "person:";
constexpr std::size_t person_octets_max = 64;  // as engine/person/stream.h has it

// Days in ISO form sort as octets; an open end is the last day there is.
struct Window {
    std::string_view from;
    std::string_view until;

    Window(std::string_view first, std::string_view last)
        : from(first), until(last.empty() ? last_date : last) {}

    [[nodiscard]] bool empty() const { return until < from; }

    [[nodiscard]] Window with(const Window& other) const {
        return {std::max(from, other.from), std::min(until, other.until)};
    }
};

bool is_date(const std::string& text) {
    const auto date = parse_date(text);
    return date && to_iso(*date) == text;
}

bool is_person(std::string_view text) {
    if (!text.starts_with(person_reference)) {
        return false;
    }
    text.remove_prefix(person_reference.size());
    return !text.empty() && text.size() <= person_octets_max &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
           });
}

std::string at(std::string_view list, std::size_t index) {
    return std::string(list) + "[" + std::to_string(index) + "]";
}

class Check {
 public:
    explicit Check(const DirectoryPublished& directory) : directory_(directory) {}

    std::optional<Problem> run() {
        for (std::size_t i = 0; i < directory_.agencies.size(); ++i) {
            check_agency(at("agencies", i), directory_.agencies[i]);
        }
        for (std::size_t i = 0; i < directory_.groups.size(); ++i) {
            check_group(at("groups", i), directory_.groups[i]);
        }
        check_address("committee.email", directory_.committee.email);
        check_successors();
        check_delegations();
        return std::move(problem_);
    }

 private:
    // The first problem stays.
    void refuse(std::string where, std::string expected, std::string got) {
        if (!problem_) {
            problem_ = {std::move(where), std::move(expected), std::move(got)};
        }
    }

    void check_id(const std::string& where, const std::string& id) {
        if (id.empty() || !ids_.insert(id).second) {
            refuse(where + ".id", "an id that stands nowhere else in the file", id);
        }
    }

    void check_address(const std::string& where, const std::string& address) {
        if (!address.empty() && !is_mail_address(address)) {
            refuse(where, "an e-mail address in ASCII (name@example.gov.vn)", address);
        }
    }

    void check_day(const std::string& where, const std::string& day) {
        if (!day.empty() && !is_date(day)) {
            refuse(where, "a day as 2026-07-01", day);
        }
    }

    template <class Dated>
    void check_days(const std::string& where, const Dated& dated) {
        check_day(where + ".from", dated.from);
        check_day(where + ".until", dated.until);
        if (Window(dated.from, dated.until).empty()) {
            refuse(where + ".until", "a day not before " + dated.from, dated.until);
        }
    }

    void check_agency(const std::string& where, const Agency& agency) {
        check_id(where, agency.id);
        agencies_.emplace(agency.id, &agency);
        check_address(where + ".email", agency.email);
        check_address(where + ".deputy_email", agency.deputy_email);
        check_address(where + ".head_email", agency.head_email);
        check_days(where, agency);
        if (!agency.successor.empty() && agency.until.empty()) {
            refuse(
                where + ".successor", "left out, or with its last day in until", agency.successor
            );
        }
    }

    void check_group(const std::string& where, const Group& group) {
        check_id(where, group.id);
        std::map<std::string_view, std::vector<Window>> windows;
        for (std::size_t i = 0; i < group.members.size(); ++i) {
            const Member& member = group.members[i];
            const std::string place = at(where + ".members", i);
            if (!agencies_.contains(member.agency)) {
                refuse(place, "the id of an agency of this file", member.agency);
            }
            check_days(place, member);
            if (!apart_from(windows[member.agency], {member.from, member.until})) {
                refuse(place, "a member that is not in the list yet on that day", member.agency);
            }
        }
    }

    // Whether `window` meets none of `others`; joins them.
    static bool apart_from(std::vector<Window>& others, const Window& window) {
        const bool apart = std::all_of(others.begin(), others.end(), [&](const Window& other) {
            return window.with(other).empty();
        });
        others.push_back(window);
        return apart;
    }

    void check_successors() {
        for (std::size_t i = 0; i < directory_.agencies.size(); ++i) {
            const Agency* agency = &directory_.agencies[i];
            const std::string where = at("agencies", i) + ".successor";
            for (std::size_t links = 1; agency && !agency->successor.empty(); ++links) {
                const auto next = agencies_.find(agency->successor);
                if (next == agencies_.end()) {
                    refuse(where, "the id of an agency of this file", agency->successor);
                    return;
                }
                agency = next->second;
                if (agency == &directory_.agencies[i] || links == limits::chain_links_max) {
                    refuse(
                        where, "followed to an agency that stays", directory_.agencies[i].successor
                    );
                    return;
                }
            }
        }
    }

    void check_delegations() {
        const auto& all = directory_.delegations;
        if (all.size() > limits::delegations_max) {
            refuse(
                "delegations",
                "a list of at most " + std::to_string(limits::delegations_max),
                std::to_string(all.size()) + " entries"
            );
            return;
        }
        std::map<std::string_view, std::vector<Window>> windows;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const std::string where = at("delegations", i);
            check_party(where + ".who", all[i].who);
            check_party(where + ".to", all[i].to);
            check_days(where, all[i]);
            if (!apart_from(windows[all[i].who], {all[i].from, all[i].until})) {
                refuse(where + ".who", "somebody who hands over once on any day", all[i].who);
            }
            by_giver_[all[i].who].push_back(i);
        }
        for (std::size_t i = 0; !problem_ && i < all.size(); ++i) {
            std::vector<std::string_view> passed;
            follow(i, i, {all[i].from, all[i].until}, passed);
        }
    }

    void check_party(const std::string& where, const std::string& who) {
        if (!agencies_.contains(who) && !is_person(who)) {
            refuse(where, "the id of an agency of this file, or person:ID", who);
        }
    }

    // From one delegation on, through those that share a day with all before them.
    void follow(
        std::size_t start, std::size_t at_link, Window days, std::vector<std::string_view>& passed
    ) {
        const Delegation& link = directory_.delegations[at_link];
        const Delegation& first = directory_.delegations[start];
        passed.push_back(link.who);
        if (std::find(passed.begin(), passed.end(), link.to) != passed.end()) {
            refuse(
                at("delegations", start) + ".to",
                "somebody who does not hand back to '" + link.to + "' on " + day_of(days),
                first.to
            );
        } else if (passed.size() + 1 > limits::chain_links_max) {
            refuse(
                at("delegations", start) + ".to",
                "handed on to at most " + std::to_string(limits::chain_links_max) + " on " +
                    day_of(days),
                first.to
            );
        } else if (const auto next = by_giver_.find(link.to); next != by_giver_.end()) {
            for (const std::size_t index : next->second) {
                const Delegation& other = directory_.delegations[index];
                const Window shared = days.with({other.from, other.until});
                if (!problem_ && !shared.empty()) {
                    follow(start, index, shared, passed);
                }
            }
        }
        passed.pop_back();
    }

    // One of the days, for people.
    static std::string day_of(const Window& days) {
        if (!days.from.empty()) {
            return std::string(days.from);
        }
        return days.until == last_date ? "any day" : std::string(days.until);
    }

    const DirectoryPublished& directory_;
    std::set<std::string_view> ids_;
    std::map<std::string_view, const Agency*> agencies_;
    std::map<std::string_view, std::vector<std::size_t>> by_giver_;
    std::optional<Problem> problem_;
};

}  // namespace

std::optional<Problem> problem_in(const DirectoryPublished& directory) {
    return Check(directory).run();
}

}  // namespace dunghan
