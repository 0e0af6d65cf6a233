// Tables and colours for people. Colour only on a terminal, and never the only sign.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dunghan::app {

enum class Colour { plain, red, yellow, green, cyan, bold, dim };

[[nodiscard]] bool use_colour();  // standard output is a terminal and NO_COLOR is not set
[[nodiscard]] std::string paint(std::string_view text, Colour colour);

// Columns as wide as their widest cell; the widest shrink until a row fits the terminal (120
// columns when there is none). Widths count what is shown, not octets: "Trễ hạn" is seven wide.
class TextTable {
 public:
    struct Column {
        std::string heading;
        bool right = false;
        std::size_t width_max = 48;  // longer text is cut with "…"
    };

    struct Cell {
        std::string text;
        Colour colour = Colour::plain;
    };

    explicit TextTable(std::vector<Column> columns) : columns_(std::move(columns)) {}

    void add(std::vector<Cell> row) { rows_.push_back(std::move(row)); }

    [[nodiscard]] std::string text() const;

 private:
    std::vector<Column> columns_;
    std::vector<std::vector<Cell>> rows_;
};

[[nodiscard]] std::size_t shown_width(std::string_view text);
[[nodiscard]] std::size_t terminal_width();

// "05", "13": as Vietnamese offices count.
[[nodiscard]] std::string two_digits(std::size_t count);

}  // namespace dunghan::app
