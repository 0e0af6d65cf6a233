#include "engine/intake/rows.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/intake/row_shape.h"

namespace dunghan::intake {
namespace {

// What a numbered line says for all lines under it.
constexpr std::array<Column, 4> handed_down{
    Column::number, Column::content, Column::holder, Column::partner};

class Joiner {
 public:
    Joiner(const Table& table, const Layout& layout, std::vector<Undecided>& undecided)
        : table_(table), layout_(layout), undecided_(undecided) {
        lines_.reserve(table.rows.size());
    }

    void add(const Row& row) {
        Line line = line_of(row);
        if (is_blank(line.cells) || repeats_headings(line.cells, layout_)) {
            return;
        }
        if (auto section = section_of(line.cells, layout_)) {
            section_ = *std::move(section);
            return;
        }
        if (has_own(line, Column::number)) {
            item_ = lines_.size();
            lines_.push_back(std::move(line));
        } else if (lines_.empty()) {
            set_aside(row, "Expected a number in the first row, but it has none: complete the row");
        } else if (begins_sub_row(line)) {
            lines_.push_back(under_item(std::move(line)));
        } else {
            go_on(line);
        }
    }

    std::vector<Line> finish() && { return std::move(lines_); }

 private:
    Line line_of(const Row& row) {
        Line line;
        line.row = row.number;
        line.section = section_;
        line.cells = row.cells;
        line.cells.resize(layout_.headings.size());
        for (std::size_t at = line.cells.size(); at < row.cells.size(); ++at) {
            if (!row.cells[at].text.empty()) {
                set_aside(
                    row,
                    "Expected " + std::to_string(line.cells.size()) + " cells, but got " +
                        std::to_string(row.cells.size()) + ": a cell may be split in two"
                );
                break;
            }
        }
        return line;
    }

    [[nodiscard]] bool has_own(const Line& line, Column column) const {
        const auto at = layout_.at(column);
        return at && !line.cells[*at].covered && !line.cells[*at].text.empty();
    }

    [[nodiscard]] bool is_covered(const Line& line, Column column) const {
        const auto at = layout_.at(column);
        return at && line.cells[*at].covered;
    }

    // A code makes a line. Under a merged number a deadline does too, unless the code is merged as
    // well: then the cell above assesses both.
    [[nodiscard]] bool begins_sub_row(const Line& line) const {
        if (layout_.kind != task::Kind::plan_task) {
            return false;
        }
        return has_own(line, Column::code) ||
               (is_covered(line, Column::number) && has_own(line, Column::deadline) &&
                !is_covered(line, Column::code));
    }

    Line under_item(Line line) const {
        line.sub = true;
        for (const Column column : handed_down) {
            if (const auto at = layout_.at(column); at && !has_own(line, column)) {
                line.cells[*at] = {lines_[item_].cells[*at].text, true};
            }
        }
        return line;
    }

    // A page break continues a sentence; a merged number collects parts, one a line.
    void go_on(const Line& line) {
        const char* const between = is_covered(line, Column::number) ? "\n" : " ";
        for (std::size_t at = 0; at < line.cells.size(); ++at) {
            const Cell& cell = line.cells[at];
            if (cell.covered || cell.text.empty()) {
                continue;
            }
            std::string& above = lines_.back().cells[at].text;
            above += above.empty() ? cell.text : between + cell.text;
        }
    }

    void set_aside(const Row& row, std::string why) {
        Undecided undecided;
        undecided.table = table_.name;
        undecided.row = row.number;
        undecided.why = std::move(why);
        for (const Cell& cell : row.cells) {
            const bool first = undecided.text.empty() || cell.text.empty();
            undecided.text += (first ? "" : " | ") + cell.text;
        }
        undecided_.push_back(std::move(undecided));
    }

    const Table& table_;
    const Layout& layout_;
    std::vector<Undecided>& undecided_;
    std::vector<Line> lines_;
    std::size_t item_ = 0;  // the numbered line that sub-rows stand under
    std::string section_;
};

}  // namespace

const std::string& Line::text(const Layout& layout, Column column) const {
    static const std::string none;
    const auto at = layout.at(column);
    return at ? cells[*at].text : none;
}

std::vector<Line> lines_of(
    const Table& table, const Layout& layout, std::vector<Undecided>& undecided
) {
    Joiner joiner(table, layout, undecided);
    for (std::size_t i = layout.heading_row + 1; i < table.rows.size(); ++i) {
        joiner.add(table.rows[i]);
    }
    return std::move(joiner).finish();
}

}  // namespace dunghan::intake
