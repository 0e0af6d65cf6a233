#include "adapters/config/directory_file.h"

#include <limits>
#include <set>

#include "engine/directory/mail_address.h"

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
        for (const Value& agency : root.get("agencies").list()) {
            read_agency(Map(agency));
        }
        if (const auto groups = root.find("groups")) {
            for (const Value& group : groups->list()) {
                read_group(Map(group));
            }
        }
        root.done();
        return file_.result(std::move(content_));
    }

 private:
    void read_agency(Map map) {
        Agency agency;
        agency.id = unique_id(map);
        agency.name = map.get("name").text();
        if (const auto aliases = map.find("aliases")) {
            agency.aliases = aliases->texts();
        }
        if (const auto email = map.find("email")) {
            agency.email = email->text_or_empty();
            if (!agency.email.empty() && !is_mail_address(agency.email)) {
                email->refuse("an e-mail address in ASCII (name@example.gov.vn)");
            }
        }
        map.done();
        agencies_.insert(agency.id);
        content_.agencies.push_back(std::move(agency));
    }

    void read_group(Map map) {
        Group group;
        group.id = unique_id(map);
        group.name = map.get("name").text();
        if (const auto aliases = map.find("aliases")) {
            group.aliases = aliases->texts();
        }
        if (const auto members = map.find("members")) {
            group.members = members_in(*members);
        }
        map.done();
        content_.groups.push_back(std::move(group));
    }

    std::string unique_id(Map& map) {
        const Value value = map.get("id");
        std::string id = value.identifier();
        if (!ids_.insert(id).second) {
            value.refuse("an id that stands nowhere else in the file");
        }
        return id;
    }

    std::vector<std::string> members_in(const Value& list) const {
        std::vector<std::string> members;
        std::set<std::string> seen;
        for (const Value& value : list.list()) {
            members.push_back(value.identifier());
            if (agencies_.count(members.back()) == 0) {
                value.refuse("the id of an agency of this file");
            } else if (!seen.insert(members.back()).second) {
                value.refuse("a member that is not in the list yet");
            }
        }
        return members;
    }

    yaml::File file_;
    DirectoryPublished content_;
    std::set<std::string> ids_;
    std::set<std::string> agencies_;
};

}  // namespace

Result<DirectoryPublished> read_directory(std::string_view yaml, std::string_view file) {
    return DirectoryReader(yaml, file).read();
}

}  // namespace dunghan
