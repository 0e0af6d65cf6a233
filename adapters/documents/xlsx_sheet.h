// One sheet -> one table.
#pragma once

#include "engine/intake/table.h"

#include "adapters/documents/xlsx_book.h"

namespace dunghan::documents {

// Rows that hold nothing are absent: a cell in row 1 048 576 costs one row.
[[nodiscard]] Result<intake::Table> read_sheet(
    Package& package, const Book& book, const Sheet& sheet
);

}  // namespace dunghan::documents
