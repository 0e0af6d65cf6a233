// The directory: agencies, their names and addresses, and symbolic groups. It enters through the
// log, whole, one version at a time; what a reader holds is the latest published version.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/directory/party.h"

namespace dunghan {

struct Agency {
    std::string id;                    // "so-du-lich"; never reused
    std::string name;                  // "Sở Du lịch"
    std::vector<std::string> aliases;  // other printed names, abbreviations
    std::string email;                 // ASCII address; empty: mail goes to the coordinator
    bool operator==(const Agency&) const = default;
};

struct Group {
    std::string id;  // "ubnd-cap-huyen"
    std::string name;
    std::vector<std::string> aliases;
    std::vector<std::string> members;  // agency ids; empty: nobody can say who they are
    bool operator==(const Group&) const = default;
};

struct DirectoryPublished {
    std::uint32_t version = 1;
    std::vector<Agency> agencies;
    std::vector<Group> groups;
    bool operator==(const DirectoryPublished&) const = default;
};

struct PublishDirectory {
    DirectoryPublished content;
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

 private:
    DirectoryPublished content_;
};

}  // namespace dunghan
