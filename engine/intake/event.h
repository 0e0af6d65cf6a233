// A cell that waits for a person, as a fact of the log.
#pragma once

#include <cstdint>
#include <string>

namespace dunghan::intake {

struct CellSetAside {
    std::string file;
    std::string table;
    std::uint32_t row = 0;
    std::string column;
    std::string text;  // raw
    std::string why;
    std::string task;  // code of the row's task; may be empty
    bool operator==(const CellSetAside&) const = default;
};

}  // namespace dunghan::intake
