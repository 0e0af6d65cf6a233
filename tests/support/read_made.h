// Writes a file of a test's own making and reads it back through the adapter.
#pragma once

#include "adapters/documents/read_document.h"

#include "tests/support/office_file.h"
#include "tests/support/temp_folder.h"

namespace dunghan::tests {

inline Result<intake::Document> read_zip(const Parts& parts, std::string_view name) {
    const TempFolder folder;
    write_zip(folder.path() / name, parts);
    return documents::read_document(folder.path() / name);
}

inline Result<intake::Document> read_bytes(std::string_view bytes, std::string_view name) {
    const TempFolder folder;
    write_file(folder.path() / name, bytes);
    return documents::read_document(folder.path() / name);
}

// "A|B|^C": cells of one row, covered ones after '^'.
inline std::string text_of(const intake::Row& row) {
    std::string text;
    for (const intake::Cell& cell : row.cells) {
        text += (&cell == row.cells.data() ? "" : "|") + std::string(cell.covered ? "^" : "") +
                cell.text;
    }
    return text;
}

inline std::vector<std::string> texts_of(const intake::Table& table) {
    std::vector<std::string> texts;
    for (const intake::Row& row : table.rows) {
        texts.push_back(text_of(row));
    }
    return texts;
}

}  // namespace dunghan::tests
