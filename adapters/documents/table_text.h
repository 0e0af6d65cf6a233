// What the readers share: the text of a cell, and which text above a table belongs to it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/intake/table.h"

namespace dunghan::documents {

// NFC, each line squeezed, empty lines dropped. Errors: invalid (not UTF-8), limit_exceeded.
// `where` leads the message: "plan.csv, line 7: ".
[[nodiscard]] Result<std::string> cell_text(std::string_view text, const std::string& where);

// Rows above the headings with a single text ("Phụ lục I …") are no rows: they join the caption.
// Names the table after its caption when that begins with "Phụ lục".
void take_caption_rows(intake::Table& table);

// Of the text before a table, the lines from the last "Phụ lục …" on are its caption, else the
// last block of lines; the rest is body.
void take_caption_lines(std::vector<std::string> lines, intake::Table& table, std::string& body);

// Drops empty cells at the end of a row: a row of a million holds only what it says.
void trim(intake::Row& row);

}  // namespace dunghan::documents
