#include "adapters/app/terminal.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utf8proc.h>

namespace dunghan::app {
namespace {

// Octets of the code point at the start, and its width; a broken octet counts as one.
struct Shown {
    std::size_t octets;
    std::size_t width;
};

Shown first_shown(std::string_view text) {
    utf8proc_int32_t code = 0;
    const auto octets = utf8proc_iterate(
        reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
        static_cast<utf8proc_ssize_t>(text.size()),
        &code
    );
    if (octets <= 0) {
        return {1, 1};
    }
    return {
        static_cast<std::size_t>(octets),
        static_cast<std::size_t>(std::max(utf8proc_charwidth(code), 0))};
}

std::string one_line(std::string_view text) {
    std::string line(text);
    std::replace_if(
        line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' '
    );
    return line;
}

std::string cut(std::string_view text, std::size_t width_max) {
    if (shown_width(text) <= width_max) {
        return std::string(text);
    }
    std::string kept;
    std::size_t width = 0;
    while (!text.empty()) {
        const Shown shown = first_shown(text);
        if (width + shown.width > width_max - 1) {
            break;
        }
        kept += text.substr(0, shown.octets);
        width += shown.width;
        text.remove_prefix(shown.octets);
    }
    return kept + "…";
}

std::string_view code_of(Colour colour) {
    switch (colour) {
        case Colour::plain: return "";
        case Colour::red: return "31";
        case Colour::yellow: return "33";
        case Colour::green: return "32";
        case Colour::cyan: return "36";
        case Colour::bold: return "1";
        case Colour::dim: return "2";
    }
    return "";
}

}  // namespace

std::size_t shown_width(std::string_view text) {
    std::size_t width = 0;
    while (!text.empty()) {
        const Shown shown = first_shown(text);
        width += shown.width;
        text.remove_prefix(shown.octets);
    }
    return width;
}

bool use_colour() {
    static const bool colour = isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
    return colour;
}

std::string paint(std::string_view text, Colour colour) {
    if (!use_colour() || colour == Colour::plain) {
        return std::string(text);
    }
    return "\x1b[" + std::string(code_of(colour)) + "m" + std::string(text) + "\x1b[0m";
}

std::size_t terminal_width() {
    winsize size{};
    const bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return known ? size.ws_col : 120;
}

namespace {

constexpr std::size_t gap = 2;         // blanks between columns
constexpr std::size_t narrowest = 12;  // a column keeps this much

// Takes from the widest column until a row fits.
void shrink(std::vector<std::size_t>& widths, std::size_t room) {
    const auto total = [&] {
        return std::accumulate(widths.begin(), widths.end(), gap * (widths.size() - 1));
    };
    while (total() > room) {
        const auto widest = std::max_element(widths.begin(), widths.end());
        if (*widest <= narrowest) {
            return;
        }
        --*widest;
    }
}

std::string row_text(
    const std::vector<TextTable::Cell>& row,
    const std::vector<TextTable::Column>& columns,
    const std::vector<std::size_t>& widths
) {
    std::string out;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const bool last = i + 1 == row.size();
        const std::string text = cut(row[i].text, widths[i]);
        const std::string pad(widths[i] - shown_width(text), ' ');
        const std::string painted = paint(text, row[i].colour);
        out += columns[i].right ? pad + painted : painted + (last ? "" : pad);
        out += last ? "\n" : std::string(gap, ' ');
    }
    return out;
}

}  // namespace

std::string TextTable::text() const {
    std::vector<std::vector<Cell>> rows(1);
    for (const Column& column : columns_) {
        rows.front().push_back({column.heading, Colour::bold});
    }
    rows.insert(rows.end(), rows_.begin(), rows_.end());
    std::vector<std::size_t> widths(columns_.size());
    for (auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            row[i].text = cut(one_line(row[i].text), columns_[i].width_max);
            widths[i] = std::max(widths[i], shown_width(row[i].text));
        }
    }
    shrink(widths, terminal_width());
    std::string out;
    for (const auto& row : rows) {
        out += row_text(row, columns_, widths);
    }
    return out;
}

std::string two_digits(std::size_t count) {
    const std::string text = std::to_string(count);
    return text.size() < 2 ? "0" + text : text;
}

}  // namespace dunghan::app
