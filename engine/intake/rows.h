// Rows as the office means them: one line per assessed thing, however the pages were cut.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/intake/facts.h"
#include "engine/intake/recognise.h"

namespace dunghan::intake {

struct Line {
    std::uint32_t row = 0;    // where it begins in the file
    bool sub = false;         // stands under the numbered line above
    std::string section;      // heading of the part of the table; empty: none
    std::vector<Cell> cells;  // as many as headings

    // Empty when the table has no such column.
    [[nodiscard]] const std::string& text(const Layout& layout, Column column) const;
};

// Joins continuation rows (no number and no code: the text goes on above), starts sub-rows (no
// number of its own but a code), hands the numbered line's cells down, drops repeated headings and
// blank rows. What fits nowhere is appended to `undecided`.
[[nodiscard]] std::vector<Line> lines_of(
    const Table& table, const Layout& layout, std::vector<Undecided>& undecided
);

}  // namespace dunghan::intake
