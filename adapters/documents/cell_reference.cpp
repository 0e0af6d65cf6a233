#include "adapters/documents/cell_reference.h"

#include "adapters/documents/xml.h"

namespace dunghan::documents {
namespace {

constexpr std::size_t row_max = 1'048'576;  // of a spreadsheet
constexpr std::size_t column_max = 16'384;

}  // namespace

std::optional<CellReference> parse_reference(std::string_view text) {
    CellReference reference;
    std::size_t at = 0;
    for (; at < text.size() && text[at] >= 'A' && text[at] <= 'Z'; ++at) {
        reference.column = reference.column * 26 + static_cast<std::size_t>(text[at] - 'A' + 1);
        if (reference.column > column_max) {
            return std::nullopt;
        }
    }
    reference.row = number_or(text.substr(at), 0, row_max + 1);
    const bool sound = reference.column > 0 && reference.row > 0 && reference.row <= row_max;
    return sound ? std::optional(reference) : std::nullopt;
}

std::optional<CellRange> parse_range(std::string_view text) {
    const std::size_t colon = text.find(':');
    const auto first = parse_reference(text.substr(0, colon));
    const auto last =
        colon == std::string_view::npos ? first : parse_reference(text.substr(colon + 1));
    if (!first || !last || last->row < first->row || last->column < first->column) {
        return std::nullopt;
    }
    return CellRange{*first, *last};
}

}  // namespace dunghan::documents
