#include "adapters/documents/xml.h"

#include <algorithm>
#include <charconv>

#include "adapters/documents/limits.h"

namespace dunghan::documents {
namespace {

// Walks without recursion: the tree may be millions of levels deep.
bool deeper_than(pugi::xml_node root, int depth_max) {
    int depth = 0;
    pugi::xml_node node = root;
    while (node) {
        if (const pugi::xml_node first = node.first_child()) {
            node = first;
            if (++depth > depth_max) {
                return true;
            }
            continue;
        }
        while (node != root && !node.next_sibling()) {
            node = node.parent();
            --depth;
        }
        node = node == root ? pugi::xml_node() : node.next_sibling();
    }
    return false;
}

bool has_doctype(const pugi::xml_document& document) {
    const auto children = document.children();
    return std::any_of(children.begin(), children.end(), [](pugi::xml_node node) {
        return node.type() == pugi::node_doctype;
    });
}

Result<void> check(const pugi::xml_document& document, const std::string& where) {
    if (has_doctype(document)) {
        return fail(
            ErrorCode::refused,
            where + "Expected plain XML, but it has a DOCTYPE, which no office program writes"
        );
    }
    if (deeper_than(document, limits::depth_max)) {
        return fail(
            ErrorCode::limit_exceeded,
            where + "Expected at most " + std::to_string(limits::depth_max) +
                " levels of elements, but it has more"
        );
    }
    return {};
}

}  // namespace

Result<Xml> read_xml(Package& package, const std::string& part) {
    const std::string where = package.file() + ", part " + part + ": ";
    auto bytes = package.read(part);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    if (static_cast<std::size_t>(std::count(bytes->begin(), bytes->end(), '<')) >
        limits::tags_max) {
        return fail(
            ErrorCode::limit_exceeded,
            where + "Expected at most " + std::to_string(limits::tags_max) +
                " tags, but it has more: split the table"
        );
    }
    auto document = std::make_unique<pugi::xml_document>();
    const auto flags = pugi::parse_default | pugi::parse_doctype | pugi::parse_ws_pcdata_single;
    const auto parsed = document->load_buffer(bytes->data(), bytes->size(), flags);
    if (!parsed) {
        return fail(
            ErrorCode::invalid,
            where + "Expected XML, but at octet " + std::to_string(parsed.offset) + ": " +
                parsed.description()
        );
    }
    if (auto checked = check(*document, where); !checked) {
        return tl::unexpected(checked.error());
    }
    return document;
}

std::string_view local_name(const char* qualified) {
    const std::string_view name = qualified;
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool is(pugi::xml_node node, std::string_view name) {
    return local_name(node.name()) == name;
}

pugi::xml_node child(pugi::xml_node node, std::string_view name) {
    return node.find_child([&](pugi::xml_node found) { return is(found, name); });
}

std::string_view attribute(pugi::xml_node node, std::string_view name) {
    for (const pugi::xml_attribute found : node.attributes()) {
        if (local_name(found.name()) == name) {
            return found.value();
        }
    }
    return {};
}

std::size_t number_or(std::string_view text, std::size_t otherwise, std::size_t max) {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc::result_out_of_range) {
        return max;
    }
    const bool whole = error == std::errc() && end == text.data() + text.size();
    return whole ? std::min(value, max) : otherwise;
}

}  // namespace dunghan::documents
