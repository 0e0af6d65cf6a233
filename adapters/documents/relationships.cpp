#include "adapters/documents/relationships.h"

#include "adapters/documents/xml.h"

namespace dunghan::documents {
namespace {

std::string folder_of(const std::string& part) {
    const std::size_t slash = part.rfind('/');
    return slash == std::string::npos ? "" : part.substr(0, slash + 1);
}

std::string relationships_part(const std::string& part) {
    const std::string folder = folder_of(part);
    return folder + "_rels/" + part.substr(folder.size()) + ".rels";
}

std::string last_segment(std::string_view type) {
    return std::string(type.substr(type.rfind('/') + 1));
}

// "worksheets/sheet1.xml" beside its owner, or "/xl/worksheets/sheet1.xml" from the root.
std::string resolved(const std::string& owner, std::string_view target) {
    return target.starts_with('/') ? std::string(target.substr(1))
                                   : folder_of(owner) + std::string(target);
}

}  // namespace

Result<std::vector<Relationship>> relationships_of(Package& package, const std::string& part) {
    const std::string name = relationships_part(part);
    std::vector<Relationship> found;
    if (!package.has(name)) {
        return found;
    }
    const auto xml = read_xml(package, name);
    if (!xml) {
        return tl::unexpected(xml.error());
    }
    for (const pugi::xml_node node : (*xml)->document_element().children()) {
        if (attribute(node, "TargetMode") == "External") {
            continue;
        }
        const std::string_view target = attribute(node, "Target");
        if (target.find("..") != std::string_view::npos) {
            continue;  // pictures and the like; what we read lies beside or below its owner
        }
        found.push_back(
            {std::string(attribute(node, "Id")),
             last_segment(attribute(node, "Type")),
             resolved(part, target)}
        );
    }
    return found;
}

Result<std::string> main_part(Package& package) {
    const auto relationships = relationships_of(package, "");
    if (!relationships) {
        return tl::unexpected(relationships.error());
    }
    if (auto part = part_of_type(*relationships, "officeDocument")) {
        return *std::move(part);
    }
    return fail(
        ErrorCode::invalid,
        package.file() +
            ": Expected a .docx or .xlsx file, but the archive names no document inside itself"
    );
}

std::optional<std::string> part_of_type(
    const std::vector<Relationship>& relationships, std::string_view type
) {
    for (const Relationship& relationship : relationships) {
        if (relationship.type == type) {
            return relationship.part;
        }
    }
    return std::nullopt;
}

}  // namespace dunghan::documents
