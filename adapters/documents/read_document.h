// Files of an office -> tables with their captions. Formats: docs/formats/documents.md
//
// Reads .docx, .xlsx, .csv and the text form of a report; what a file is, its octets decide, the
// name only between .csv and .txt. Everything in a file may be hostile: sizes are counted while
// unpacking (limits.h), nothing outside the file is ever opened.
#pragma once

#include <filesystem>

#include "engine/base/result.h"
#include "engine/intake/table.h"

namespace dunghan::documents {

// Errors: not_found; invalid (not such a file, damaged, not UTF-8, .doc or .xls: "save as"),
// limit_exceeded, refused (a DOCTYPE, a password, a path out of the archive). Each names the file
// and, where there is one, the part, sheet cell, table row or line. Never throws.
[[nodiscard]] Result<intake::Document> read_document(const std::filesystem::path& path);

}  // namespace dunghan::documents
