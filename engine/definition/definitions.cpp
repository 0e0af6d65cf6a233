#include "engine/definition/definitions.h"

namespace dunghan {

std::string definition_stream(std::string_view id) {
    return std::string(definition_rows.from) + std::string(id);
}

std::string definition_row(std::string_view id, std::uint32_t version) {
    return definition_stream(id) + "/" + std::to_string(version);
}

void Definitions::add(Definition definition) {
    Versions& versions = all_[definition.id];
    versions.insert_or_assign(definition.version, std::move(definition));
}

const Definition* Definitions::find(std::string_view id, std::uint32_t version) const {
    const auto versions = all_.find(id);
    if (versions == all_.end()) {
        return nullptr;
    }
    const auto found = versions->second.find(version);
    return found == versions->second.end() ? nullptr : &found->second;
}

const Definition* Definitions::latest(std::string_view id) const {
    const auto versions = all_.find(id);
    return versions == all_.end() ? nullptr : &versions->second.rbegin()->second;
}

}  // namespace dunghan
