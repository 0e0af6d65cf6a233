#include "adapters/documents/xlsx.h"

#include "adapters/documents/table_text.h"
#include "adapters/documents/xlsx_sheet.h"

namespace dunghan::documents {

Result<intake::Document> read_xlsx(Package& package, const std::string& part, pugi::xml_node root) {
    const auto book = read_book(package, part, root);
    if (!book) {
        return tl::unexpected(book.error());
    }
    intake::Document document;
    document.file = package.file();
    for (const Sheet& sheet : book->sheets) {
        auto table = read_sheet(package, *book, sheet);
        if (!table) {
            return tl::unexpected(table.error());
        }
        take_caption_rows(*table);
        table->name = sheet.name;
        document.tables.push_back(*std::move(table));
    }
    return document;
}

}  // namespace dunghan::documents
