#include "engine/intake/row_shape.h"

#include <algorithm>

#include "engine/base/text.h"

namespace dunghan::intake {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_roman(std::string_view text) {
    const std::string folded = fold(text);
    return !folded.empty() && folded.find_first_not_of("ivxl") == std::string::npos;
}

// "6" but not "6.1"
bool is_whole_number(std::string_view text) {
    return is_item_number(text) && squeeze(text).find_first_of('.') >= squeeze(text).size() - 1;
}

// "1. Tổ chức triển khai …"
bool begins_with_number(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size() && is_digit(text[at])) {
        ++at;
    }
    return at > 0 && text.substr(at).starts_with(". ");
}

std::vector<std::size_t> places_of_text(const std::vector<Cell>& cells) {
    std::vector<std::size_t> places;
    for (std::size_t at = 0; at < cells.size(); ++at) {
        if (!cells[at].text.empty()) {
            places.push_back(at);
        }
    }
    return places;
}

}  // namespace

bool is_item_number(std::string_view text) {
    std::string number = squeeze(text);
    if (number.ends_with('.')) {
        number.pop_back();
    }
    if (number.empty() || !is_digit(number.front()) || !is_digit(number.back())) {
        return false;
    }
    return number.find_first_not_of("0123456789.") == std::string::npos &&
           number.find("..") == std::string::npos;
}

std::optional<std::string> section_of(const std::vector<Cell>& cells, const Layout& layout) {
    const std::vector<std::size_t> places = places_of_text(cells);
    const std::size_t number = *layout.at(Column::number);
    if (places.size() == 1) {
        const Cell& only = cells[places[0]];
        const bool alone =
            places[0] == number ? !is_item_number(only.text) : begins_with_number(only.text);
        return alone && !only.covered ? std::optional(squeeze(only.text)) : std::nullopt;
    }
    if (places.size() != 2 || cells[number].text.empty() || cells[number].covered) {
        return std::nullopt;
    }
    const std::string& text = cells[places[0] == number ? places[1] : places[0]].text;
    const std::string& printed = cells[number].text;
    if (is_roman(printed)) {
        return squeeze(text);
    }
    const bool above_items = layout.kind == task::Kind::plan_task && is_whole_number(printed);
    return above_items ? std::optional(squeeze(printed + " " + text)) : std::nullopt;
}

bool repeats_headings(const std::vector<Cell>& cells, const Layout& layout) {
    for (std::size_t at = 0; at < cells.size(); ++at) {
        if (fold(cells[at].text) != fold(layout.headings[at])) {
            return false;
        }
    }
    return true;
}

bool is_blank(const std::vector<Cell>& cells) {
    return std::all_of(cells.begin(), cells.end(), [](const Cell& cell) {
        return cell.text.empty();
    });
}

}  // namespace dunghan::intake
