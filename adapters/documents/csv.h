// Comma-separated values (RFC 4180), as spreadsheets export them.
#pragma once

#include <filesystem>

#include "engine/base/result.h"
#include "engine/intake/table.h"

namespace dunghan::documents {

// One table. UTF-8 with or without a mark; ';', ',' or tab, whichever divides the first lines most
// evenly; quoted cells may hold line ends. Rows are numbered by the line they begin on. Read in
// pieces: memory grows with the cells, not with the file beside them.
[[nodiscard]] Result<intake::Document> read_csv(const std::filesystem::path& path);

}  // namespace dunghan::documents
