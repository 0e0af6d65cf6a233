#include "adapters/config/yaml.h"

namespace dunghan::yaml {

Map::Map(const Value& value) : value_(value) {
    if (!value.file_ || value.file_->failed()) {
        return;
    }
    if (!value.node_.IsMap()) {
        value.refuse("a mapping (key: value)");
        return;
    }
    for (const auto& pair : value.node_) {
        const YAML::Node& key = pair.first;
        const YAML::Node& node = pair.second;
        if (!key.IsScalar() || key.Scalar().empty()) {
            value.file_->refuse(key.Mark(), "Expected a word as the key, but got something else");
            return;
        }
        // An empty value is marked where the next token stands: the key says more.
        const YAML::Mark at = node.IsNull() ? key.Mark() : node.Mark();
        const std::string& name = key.Scalar();
        const Entry entry{Value(*value.file_, node, at, path_of(name)), key.Mark()};
        if (!entries_.emplace(name, entry).second) {
            value.file_->refuse(
                key.Mark(), "Expected " + path_of(name) + " once, but it stands here again"
            );
        }
    }
}

std::string Map::path_of(const std::string& key) const {
    return value_.path_ == "the file" ? key : value_.path_ + "." + key;
}

std::optional<Value> Map::find(const std::string& key) {
    asked_.push_back(key);
    const auto entry = entries_.find(key);
    if (entry == entries_.end()) {
        return std::nullopt;
    }
    entry->second.asked = true;
    return entry->second.value;
}

Value Map::get(const std::string& key) {
    const auto found = find(key);
    if (found) {
        return *found;
    }
    if (value_.file_) {
        value_.file_->refuse(value_.at_, "Expected " + path_of(key) + ", but it is not there");
    }
    return {};
}

void Map::done() const {
    for (const auto& [key, entry] : entries_) {
        if (!entry.asked) {
            value_.file_->refuse(
                entry.key_at, "Expected one of " + join(asked_) + ", but got " + path_of(key)
            );
        }
    }
}

void check_kind(Map& root, std::string_view kind) {
    if (const auto stated = root.find("kind")) {
        (void)stated->choice({kind});
    }
}

}  // namespace dunghan::yaml
