// What a row is, judged by which of its cells hold text.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/intake/recognise.h"

namespace dunghan::intake {

// "6.10" and "6.10." but not "6,10", "VI" or "1. Tổ chức".
[[nodiscard]] bool is_item_number(std::string_view text);

// The heading of a part of the table: one text alone, or a number above items with one text.
[[nodiscard]] std::optional<std::string> section_of(
    const std::vector<Cell>& cells, const Layout& layout
);

// The table's headings once more, as pages repeat them.
[[nodiscard]] bool repeats_headings(const std::vector<Cell>& cells, const Layout& layout);

[[nodiscard]] bool is_blank(const std::vector<Cell>& cells);

}  // namespace dunghan::intake
