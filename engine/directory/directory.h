// The directory: agencies, their names and addresses, symbolic groups, and who stands in for whom.
// It enters through the log, whole, one version at a time; what a reader holds is the latest
// published version.
//
// Agencies, memberships and delegations have a first and a last day, both included, as an office
// writes "từ ngày … đến ngày …": ISO dates ("2026-07-01"), empty where that end is open.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/instant.h"
#include "engine/base/result.h"
#include "engine/directory/party.h"
#include "engine/directory/role.h"

namespace dunghan {

// Addresses are ASCII; empty: nobody is named. Without `email` mail goes to the coordinator.
struct Agency {
    std::string id;                    // "so-du-lich"; never reused
    std::string name;                  // "Sở Du lịch"
    std::vector<std::string> aliases;  // other printed names, abbreviations
    std::string email{};               // of its officer
    std::string deputy_email{};
    std::string head_email{};
    std::string calendar{};  // id of its own layer; empty: the policy's
    std::string from{};      // of its life
    std::string until{};
    std::string successor{};  // agency id: owes after `until` what this one owed
    bool operator==(const Agency&) const = default;
};

struct Member {
    std::string agency;  // id
    std::string from{};
    std::string until{};
    bool operator==(const Member&) const = default;
};

struct Group {
    std::string id;  // "ubnd-cap-huyen"
    std::string name;
    std::vector<std::string> aliases;
    std::vector<Member> members;  // empty: nobody can say who they are
    bool operator==(const Group&) const = default;
};

// Whoever would be told, or would act, hands it to another for some days.
struct Delegation {
    std::string who;  // agency id, or "person:cb-017" (engine/person/stream.h)
    std::string to;   // likewise
    std::string from{};
    std::string until{};
    std::string note{};  // the document or the reason: "nghỉ phép"
    bool operator==(const Delegation&) const = default;
};

// The steering committee: a contact of the whole directory.
struct Committee {
    std::string name{};   // "Văn phòng Ban Chỉ đạo"
    std::string email{};  // empty: there is none
    bool operator==(const Committee&) const = default;
};

struct DirectoryPublished {
    std::uint32_t version = 1;
    std::vector<Agency> agencies;
    std::vector<Group> groups;
    std::vector<Delegation> delegations{};
    Committee committee{};
    bool operator==(const DirectoryPublished&) const = default;
};

struct PublishDirectory {
    DirectoryPublished content;
};

// From the one who was asked about to the one who acts in its place.
struct Chain {
    enum class End : std::uint8_t {
        found,      // the last of `links` acts
        unknown,    // the last of `links` is nobody the directory knows
        dissolved,  // the last of `links` is gone and nobody follows it
        circle,     // the next link stands in the chain already
        too_long,   // more than limits::chain_links_max
    };
    std::vector<std::string> links;  // never empty; the first was asked about
    End end = End::found;

    [[nodiscard]] bool found() const { return end == End::found; }

    [[nodiscard]] const std::string& last() const { return links.back(); }

    bool operator==(const Chain&) const = default;
};

class Directory {
 public:
    Directory() = default;

    explicit Directory(DirectoryPublished content) : content_(std::move(content)) {}

    [[nodiscard]] const DirectoryPublished& content() const { return content_; }

    [[nodiscard]] const Agency* agency(std::string_view id) const;
    [[nodiscard]] const Group* group(std::string_view id) const;

    // The printed name: agency or group name, or the raw text of an unresolved party.
    [[nodiscard]] std::string name_of(const Party& party) const;

    // The same, with who follows an agency that is gone on that day: "Sở X (nay là Sở Y)".
    [[nodiscard]] std::string name_at(const Party& party, Date day) const;

    // Ids of the agencies that are members on that day and exist then, in the order of the file.
    // Nobody is never an answer. Rejections, for a person's desk: no_such_group,
    // group_without_members.
    [[nodiscard]] Decision<std::vector<std::string>> members_at(std::string_view group, Date day)
        const;

    // Who owes on that day what the agency owed: itself while it exists, then its successor.
    [[nodiscard]] Chain successor_at(std::string_view agency, Date day) const;

    // Who acts on that day for an agency or person ("person:cb-017"): itself, or whoever it was
    // handed to, link by link.
    [[nodiscard]] Chain delegate_of(std::string_view who, Date day) const;

    // The address of a role of an agency; empty: nobody is named. `committee` is the directory's
    // own, `coordinator` and `appraiser` are officers of agencies like any other, `system` is
    // nobody.
    [[nodiscard]] std::string contact(std::string_view agency, Role role) const;

 private:
    DirectoryPublished content_;
};

// Whether that day is one of its life.
[[nodiscard]] bool exists_on(const Agency& agency, Date day);

// Whether `day` ("2026-07-01") lies between two days, both included, empty ones open.
[[nodiscard]] bool lies_between(
    std::string_view day, std::string_view from, std::string_view until
);

}  // namespace dunghan
