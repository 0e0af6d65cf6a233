// The directory as releases up to 0.2.0 published it: one address an agency, members without days.
#pragma once

#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "engine/codec/fields.h"
#include "engine/codec/schema.h"
#include "engine/directory/directory.h"

namespace dunghan {

namespace directory_v1 {

struct Agency {
    std::string id;
    std::string name;
    std::vector<std::string> aliases;
    std::string email;
};

struct Group {
    std::string id;
    std::string name;
    std::vector<std::string> aliases;
    std::vector<std::string> members;
};

struct Published {
    std::uint32_t version = 1;
    std::vector<Agency> agencies;
    std::vector<Group> groups;
};

}  // namespace directory_v1

template <>
inline constexpr auto fields<directory_v1::Agency> = std::tuple{
    field("aliases", &directory_v1::Agency::aliases),
    field("email", &directory_v1::Agency::email),
    field("id", &directory_v1::Agency::id),
    field("name", &directory_v1::Agency::name)};

template <>
inline constexpr auto fields<directory_v1::Group> = std::tuple{
    field("aliases", &directory_v1::Group::aliases),
    field("id", &directory_v1::Group::id),
    field("members", &directory_v1::Group::members),
    field("name", &directory_v1::Group::name)};

template <>
inline constexpr auto fields<directory_v1::Published> = std::tuple{
    field("agencies", &directory_v1::Published::agencies),
    field("groups", &directory_v1::Published::groups),
    field("version", &directory_v1::Published::version)};

template <>
struct EventSchema<DirectoryPublished> {
    static constexpr std::uint16_t newest = 2;
    using Older = directory_v1::Published;

    static DirectoryPublished from_older(const Older& old) {
        DirectoryPublished directory;
        directory.version = old.version;
        for (const auto& agency : old.agencies) {
            directory.agencies.push_back({agency.id, agency.name, agency.aliases, agency.email});
        }
        for (const auto& group : old.groups) {
            directory.groups.push_back({group.id, group.name, group.aliases, {}});
            for (const auto& member : group.members) {
                directory.groups.back().members.push_back({member});
            }
        }
        return directory;
    }

    // Nothing, when the directory says what that schema had no words for.
    static std::optional<Older> to_older(const DirectoryPublished& directory) {
        Older old;
        old.version = directory.version;
        for (const auto& agency : directory.agencies) {
            old.agencies.push_back({agency.id, agency.name, agency.aliases, agency.email});
        }
        for (const auto& group : directory.groups) {
            old.groups.push_back({group.id, group.name, group.aliases, {}});
            for (const auto& member : group.members) {
                old.groups.back().members.push_back(member.agency);
            }
        }
        return from_older(old) == directory ? std::optional(std::move(old)) : std::nullopt;
    }
};

}  // namespace dunghan
