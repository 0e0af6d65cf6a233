// What all sheets of a workbook share: strings, number formats, the order of sheets.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <vector>

#include "adapters/documents/number_format.h"
#include "adapters/documents/package.h"

namespace dunghan::documents {

struct Sheet {
    std::string name;
    std::string part;
};

struct Book {
    std::vector<Sheet> sheets;          // visible ones, in the workbook's order
    std::vector<std::string> strings;   // shared
    std::vector<NumberFormat> formats;  // by cell style
    bool since_1904 = false;
};

[[nodiscard]] Result<Book> read_book(
    Package& package, const std::string& part, pugi::xml_node root
);

}  // namespace dunghan::documents
