#include "adapters/documents/xlsx_book.h"

#include <algorithm>
#include <map>

#include "adapters/documents/relationships.h"
#include "adapters/documents/xlsx_text.h"
#include "adapters/documents/xml.h"

namespace dunghan::documents {
namespace {

constexpr std::size_t format_id_max = 65'535;

Result<std::vector<std::string>> read_strings(Package& package, const std::string& part) {
    const auto xml = read_xml(package, part);
    if (!xml) {
        return tl::unexpected(xml.error());
    }
    std::vector<std::string> strings;
    for (const pugi::xml_node item : (*xml)->document_element().children()) {
        if (is(item, "si")) {
            strings.push_back(string_item_text(item));
        }
    }
    return strings;
}

Result<std::vector<NumberFormat>> read_formats(Package& package, const std::string& part) {
    const auto xml = read_xml(package, part);
    if (!xml) {
        return tl::unexpected(xml.error());
    }
    std::map<std::size_t, std::string> codes;
    const pugi::xml_node root = (*xml)->document_element();
    for (const pugi::xml_node format : child(root, "numFmts").children()) {
        codes[number_or(attribute(format, "numFmtId"), 0, format_id_max)] =
            attribute(format, "formatCode");
    }
    std::vector<NumberFormat> formats;
    for (const pugi::xml_node style : child(root, "cellXfs").children()) {
        const std::size_t id = number_or(attribute(style, "numFmtId"), 0, format_id_max);
        formats.push_back(number_format(static_cast<unsigned>(id), codes[id]));
    }
    return formats;
}

std::vector<Sheet> sheets_of(
    pugi::xml_node workbook, const std::vector<Relationship>& relationships
) {
    std::vector<Sheet> sheets;
    for (const pugi::xml_node sheet : child(workbook, "sheets").children()) {
        const std::string_view state = attribute(sheet, "state");
        const std::string_view id = attribute(sheet, "id");
        const auto found = std::find_if(
            relationships.begin(),
            relationships.end(),
            [&](const Relationship& relationship) { return relationship.id == id; }
        );
        const bool visible = state.empty() || state == "visible";
        if (visible && found != relationships.end() && found->type == "worksheet") {
            sheets.push_back({std::string(attribute(sheet, "name")), found->part});
        }
    }
    return sheets;
}

bool is_true(std::string_view text) {
    return text == "1" || text == "true";
}

}  // namespace

Result<Book> read_book(Package& package, const std::string& part, pugi::xml_node root) {
    const auto relationships = relationships_of(package, part);
    if (!relationships) {
        return tl::unexpected(relationships.error());
    }
    Book book;
    book.sheets = sheets_of(root, *relationships);
    book.since_1904 = is_true(attribute(child(root, "workbookPr"), "date1904"));
    if (const auto strings = part_of_type(*relationships, "sharedStrings")) {
        auto read = read_strings(package, *strings);
        if (!read) {
            return tl::unexpected(read.error());
        }
        book.strings = *std::move(read);
    }
    if (const auto styles = part_of_type(*relationships, "styles")) {
        auto read = read_formats(package, *styles);
        if (!read) {
            return tl::unexpected(read.error());
        }
        book.formats = *std::move(read);
    }
    return book;
}

std::string string_item_text(pugi::xml_node item) {
    std::string text;
    for (const pugi::xml_node inner : item.children()) {
        if (is(inner, "t")) {
            text += inner.text().get();
        } else if (is(inner, "r")) {
            text += child(inner, "t").text().get();
        }
    }
    return text;
}

}  // namespace dunghan::documents
