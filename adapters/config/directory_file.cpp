#include "adapters/config/directory_file.h"

#include <limits>

#include "engine/directory/check.h"

#include "adapters/config/yaml.h"

namespace dunghan {
namespace {

using yaml::Map;
using yaml::Value;

// Left out is empty.
std::string text_of(Map& map, const std::string& key) {
    const auto value = map.find(key);
    return value ? value->text_or_empty() : std::string();
}

std::string id_of(Map& map, const std::string& key) {
    const auto value = map.find(key);
    return value ? value->identifier() : std::string();
}

std::vector<std::string> aliases_of(Map& map) {
    const auto aliases = map.find("aliases");
    return aliases ? aliases->texts() : std::vector<std::string>{};
}

Agency agency_in(Map map) {
    Agency agency;
    agency.id = map.get("id").identifier();
    agency.name = map.get("name").text();
    agency.aliases = aliases_of(map);
    agency.email = text_of(map, "email");
    agency.deputy_email = text_of(map, "deputy_email");
    agency.head_email = text_of(map, "head_email");
    agency.calendar = id_of(map, "calendar");
    agency.from = text_of(map, "from");
    agency.until = text_of(map, "until");
    agency.successor = id_of(map, "successor");
    map.done();
    return agency;
}

// An id, or a mapping where the membership has a first or a last day.
Member member_in(const Value& value) {
    Member member;
    if (!value.is_mapping()) {
        member.agency = value.identifier();
        return member;
    }
    Map map(value);
    member.agency = map.get("agency").identifier();
    member.from = text_of(map, "from");
    member.until = text_of(map, "until");
    map.done();
    return member;
}

Group group_in(Map map) {
    Group group;
    group.id = map.get("id").identifier();
    group.name = map.get("name").text();
    group.aliases = aliases_of(map);
    if (const auto members = map.find("members")) {
        for (const Value& member : members->list()) {
            group.members.push_back(member_in(member));
        }
    }
    map.done();
    return group;
}

Delegation delegation_in(Map map) {
    Delegation delegation;
    delegation.who = map.get("who").text();
    delegation.to = map.get("to").text();
    delegation.from = map.get("from").text_or_empty();
    delegation.until = map.get("until").text_or_empty();
    delegation.note = text_of(map, "note");
    map.done();
    return delegation;
}

Committee committee_in(Map map) {
    Committee committee;
    committee.name = map.get("name").text();
    committee.email = map.get("email").text_or_empty();
    map.done();
    return committee;
}

DirectoryPublished directory_in(Map root) {
    DirectoryPublished directory;
    yaml::check_kind(root, "directory");
    const auto version = root.get("version").integer(1, std::numeric_limits<int>::max());
    directory.version = static_cast<std::uint32_t>(version);
    if (const auto committee = root.find("committee")) {
        directory.committee = committee_in(Map(*committee));
    }
    for (const Value& agency : root.get("agencies").list()) {
        directory.agencies.push_back(agency_in(Map(agency)));
    }
    if (const auto groups = root.find("groups")) {
        for (const Value& group : groups->list()) {
            directory.groups.push_back(group_in(Map(group)));
        }
    }
    if (const auto delegations = root.find("delegations")) {
        for (const Value& delegation : delegations->list()) {
            directory.delegations.push_back(delegation_in(Map(delegation)));
        }
    }
    root.done();
    return directory;
}

}  // namespace

Result<DirectoryPublished> read_directory(std::string_view yaml, std::string_view name) {
    yaml::File file(yaml, name);
    DirectoryPublished directory = directory_in(file.root());
    if (const auto problem = file.failed() ? std::nullopt : problem_in(directory)) {
        file.refuse(*problem);
    }
    return file.result(std::move(directory));
}

}  // namespace dunghan
