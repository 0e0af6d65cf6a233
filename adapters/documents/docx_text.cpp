#include "adapters/documents/docx_text.h"

#include <algorithm>
#include <array>

#include "adapters/documents/xml.h"

namespace dunghan::documents {
namespace {

// Deleted or moved away, properties, field codes, pictures and the second form of an alternative.
constexpr std::array<std::string_view, 11> not_text{
    "del",
    "moveFrom",
    "delText",
    "instrText",
    "pPr",
    "rPr",
    "drawing",
    "pict",
    "object",
    "Fallback",
    "txbxContent"};

bool is_text(std::string_view name) {
    return std::find(not_text.begin(), not_text.end(), name) == not_text.end();
}

void append_run(pugi::xml_node node, std::string& text) {
    for (const pugi::xml_node inner : node.children()) {
        const std::string_view name = local_name(inner.name());
        if (name == "t") {
            text += inner.text().get();
        } else if (name == "tab") {
            text += ' ';
        } else if (name == "br" || name == "cr") {
            text += '\n';
        } else if (name == "noBreakHyphen") {
            text += '-';
        } else if (is_text(name)) {
            append_run(inner, text);
        }
    }
}

void append_blocks(pugi::xml_node node, std::string& text) {
    for (const pugi::xml_node inner : node.children()) {
        if (is(inner, "p")) {
            text += paragraph_text(inner);
            text += '\n';
        } else if (is_text(local_name(inner.name()))) {
            append_blocks(inner, text);
        }
    }
}

}  // namespace

std::string paragraph_text(pugi::xml_node paragraph) {
    std::string text;
    append_run(paragraph, text);
    const bool listed = child(child(paragraph, "pPr"), "numPr");
    return listed && !text.empty() ? "- " + text : text;
}

std::string block_text(pugi::xml_node node) {
    std::string text;
    append_blocks(node, text);
    return text;
}

}  // namespace dunghan::documents
