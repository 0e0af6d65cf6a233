// "B7" and "A41:A49".
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace dunghan::documents {

struct CellReference {
    std::size_t row = 0;  // both from 1
    std::size_t column = 0;
};

[[nodiscard]] std::optional<CellReference> parse_reference(std::string_view text);

struct CellRange {
    CellReference first;
    CellReference last;  // included
};

[[nodiscard]] std::optional<CellRange> parse_range(std::string_view text);

}  // namespace dunghan::documents
