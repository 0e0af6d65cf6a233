// A table as a document shows it, before anybody knows what it means.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace dunghan::intake {

struct Cell {
    std::string text;      // NFC; line ends inside a cell kept as '\n'
    bool covered = false;  // continues the cell above (merged down); `text` repeats that cell's
};

struct Row {
    std::uint32_t number =
        0;  // as a person counts in that file: line, sheet row or table row, from 1
    std::vector<Cell> cells;
};

struct Table {
    std::string name;       // for messages: "Phụ lục I", sheet name, "table 2"
    std::string caption;    // text before it that belongs to it: may state the plan and its date
    std::vector<Row> rows;  // the heading row included, wherever it stands
};

struct Document {
    std::string file;  // name without folders
    std::vector<Table> tables;
    std::string body;  // running text outside the tables (claims are checked against it)
};

}  // namespace dunghan::intake
