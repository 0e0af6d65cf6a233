#include "adapters/config/directory_file.h"

#include <limits>

#include "engine/directory/check.h"

#include "adapters/config/yaml.h"

namespace dunghan {
namespace {

using yaml::Map;
using yaml::Value;

class DirectoryReader {
 public:
    DirectoryReader(std::string_view text, std::string_view name) : file_(text, name) {}

    Result<DirectoryPublished> read() {
        Map root = file_.root();
        yaml::check_kind(root, "directory");
        const auto version = root.get("version").integer(1, std::numeric_limits<int>::max());
        content_.version = static_cast<std::uint32_t>(version);
        if (const auto committee = root.find("committee")) {
            read_committee(Map(*committee));
        }
        for (const Value& agency : root.get("agencies").list()) {
            read_agency(Map(agency));
        }
        if (const auto groups = root.find("groups")) {
            for (const Value& group : groups->list()) {
                read_group(Map(group));
            }
        }
        if (const auto delegations = root.find("delegations")) {
            places_["delegations"] = *delegations;
            for (const Value& delegation : delegations->list()) {
                read_delegation(Map(delegation));
            }
        }
        root.done();
        check();
        return file_.result(std::move(content_));
    }

 private:
    // Keeps the place of a value, for what is wrong with it beside the others.
    std::string text_at(const std::string& place, const Value& value) {
        places_[place] = value;
        return value.text_or_empty();
    }

    // Left out is empty.
    std::string text_of(Map& map, const std::string& where, const std::string& key) {
        const auto value = map.find(key);
        return value ? text_at(where + "." + key, *value) : std::string();
    }

    std::string id_at(const std::string& place, const Value& value) {
        places_[place] = value;
        return value.identifier();
    }

    std::string id_of(Map& map, const std::string& where, const std::string& key) {
        const auto value = map.find(key);
        return value ? id_at(where + "." + key, *value) : std::string();
    }

    static std::string at(std::string_view list, std::size_t index) {
        return std::string(list) + "[" + std::to_string(index) + "]";
    }

    static std::vector<std::string> aliases_of(Map& map) {
        const auto aliases = map.find("aliases");
        return aliases ? aliases->texts() : std::vector<std::string>{};
    }

    void read_committee(Map map) {
        content_.committee.name = map.get("name").text();
        content_.committee.email = text_at("committee.email", map.get("email"));
        map.done();
    }

    void read_agency(Map map) {
        const std::string where = at("agencies", content_.agencies.size());
        Agency agency;
        agency.id = id_at(where + ".id", map.get("id"));
        agency.name = map.get("name").text();
        agency.aliases = aliases_of(map);
        agency.email = text_of(map, where, "email");
        agency.deputy_email = text_of(map, where, "deputy_email");
        agency.head_email = text_of(map, where, "head_email");
        agency.calendar = id_of(map, where, "calendar");
        agency.from = text_of(map, where, "from");
        agency.until = text_of(map, where, "until");
        agency.successor = id_of(map, where, "successor");
        map.done();
        content_.agencies.push_back(std::move(agency));
    }

    void read_group(Map map) {
        const std::string where = at("groups", content_.groups.size());
        Group group;
        group.id = id_at(where + ".id", map.get("id"));
        group.name = map.get("name").text();
        group.aliases = aliases_of(map);
        if (const auto members = map.find("members")) {
            for (const Value& member : members->list()) {
                group.members.push_back(
                    read_member(at(where + ".members", group.members.size()), member)
                );
            }
        }
        map.done();
        content_.groups.push_back(std::move(group));
    }

    // An id, or a mapping where the membership has a first or a last day.
    Member read_member(const std::string& where, const Value& value) {
        Member member;
        if (!value.is_mapping()) {
            member.agency = id_at(where, value);
            return member;
        }
        Map map(value);
        member.agency = id_at(where, map.get("agency"));
        member.from = text_of(map, where, "from");
        member.until = text_of(map, where, "until");
        map.done();
        return member;
    }

    void read_delegation(Map map) {
        const std::string where = at("delegations", content_.delegations.size());
        Delegation delegation;
        delegation.who = text_at(where + ".who", map.get("who"));
        delegation.to = text_at(where + ".to", map.get("to"));
        delegation.from = text_at(where + ".from", map.get("from"));
        delegation.until = text_at(where + ".until", map.get("until"));
        delegation.note = text_of(map, where, "note");
        map.done();
        content_.delegations.push_back(std::move(delegation));
    }

    void check() {
        if (file_.failed()) {
            return;
        }
        if (const auto problem = problem_in(content_)) {
            places_.at(problem->where).refuse(problem->expected);
        }
    }

    yaml::File file_;
    DirectoryPublished content_;
    std::map<std::string, Value> places_;  // by the names of engine/directory/check.h
};

}  // namespace

Result<DirectoryPublished> read_directory(std::string_view yaml, std::string_view file) {
    return DirectoryReader(yaml, file).read();
}

}  // namespace dunghan
