#include "adapters/documents/xlsx_sheet.h"

#include <algorithm>

#include "adapters/documents/cell_reference.h"
#include "adapters/documents/limits.h"
#include "adapters/documents/table_text.h"
#include "adapters/documents/xlsx_text.h"
#include "adapters/documents/xml.h"

namespace dunghan::documents {
namespace {

class SheetReader {
 public:
    SheetReader(const Book& book, std::string where) : book_(book), where_(std::move(where)) {}

    Result<intake::Table> read(pugi::xml_node worksheet) {
        for (const pugi::xml_node node : child(worksheet, "sheetData").children()) {
            if (auto done = is(node, "row") ? row(node) : Result<void>{}; !done) {
                return tl::unexpected(done.error());
            }
        }
        for (const pugi::xml_node node : child(worksheet, "mergeCells").children()) {
            if (auto done = merge(attribute(node, "ref")); !done) {
                return tl::unexpected(done.error());
            }
        }
        std::for_each(table_.rows.begin(), table_.rows.end(), trim);
        return std::move(table_);
    }

 private:
    Result<void> row(pugi::xml_node node) {
        const std::size_t before = table_.rows.empty() ? 0 : table_.rows.back().number;
        const std::size_t number = number_or(attribute(node, "r"), before + 1, limits::rows_max);
        if (number <= before) {
            return fail(
                ErrorCode::invalid,
                where_ + "Expected rows in rising order, but row " + std::to_string(number) +
                    " follows row " + std::to_string(before)
            );
        }
        intake::Row row;
        row.number = static_cast<std::uint32_t>(number);
        for (const pugi::xml_node inner : node.children()) {
            if (auto done = is(inner, "c") ? cell(inner, row) : Result<void>{}; !done) {
                return done;
            }
        }
        table_.rows.push_back(std::move(row));
        return {};
    }

    Result<void> cell(pugi::xml_node node, intake::Row& row) {
        const std::string name(attribute(node, "r"));
        const auto reference = parse_reference(name);
        const std::size_t column = reference ? reference->column : row.cells.size() + 1;
        const std::string where = where_ + "cell " +
                                  (name.empty() ? "in row " + std::to_string(row.number) : name) +
                                  ": ";
        if (column > limits::columns_max || (!name.empty() && !reference)) {
            return fail(
                ErrorCode::limit_exceeded,
                where + "Expected at most " + std::to_string(limits::columns_max) +
                    " columns, but this cell lies outside: delete what is right of the table"
            );
        }
        auto text = cell_text(raw_text(node), where);
        if (!text) {
            return tl::unexpected(text.error());
        }
        row.cells.resize(std::max(row.cells.size(), column));
        row.cells[column - 1].text = *std::move(text);
        return {};
    }

    [[nodiscard]] std::string raw_text(pugi::xml_node node) const {
        const std::string_view type = attribute(node, "t");
        const std::string value = child(node, "v").text().get();
        if (type == "inlineStr") {
            return string_item_text(child(node, "is"));
        }
        if (type == "s") {
            const std::size_t at = number_or(value, book_.strings.size(), book_.strings.size());
            return at < book_.strings.size() ? book_.strings[at] : "#shared string " + value;
        }
        if (type == "b") {
            return value == "1" ? "TRUE" : "FALSE";
        }
        // Never calculated: shown as it is, so that nobody takes it for an empty cell.
        if (value.empty() && child(node, "f")) {
            return std::string("=") + child(node, "f").text().get();
        }
        return type.empty() || type == "n" ? shown(value, format_of(node), book_.since_1904)
                                           : value;
    }

    [[nodiscard]] NumberFormat format_of(pugi::xml_node node) const {
        const std::size_t none = book_.formats.size();
        const std::size_t style = number_or(attribute(node, "s"), 0, none);
        return style < none ? book_.formats[style] : NumberFormat{};
    }

    [[nodiscard]] std::vector<intake::Row>::iterator first_row_from(std::size_t number) {
        return std::lower_bound(
            table_.rows.begin(),
            table_.rows.end(),
            number,
            [](const intake::Row& row, std::size_t wanted) { return row.number < wanted; }
        );
    }

    Result<void> merge(std::string_view text) {
        const auto range = parse_range(text);
        if (!range || range->first.column > limits::columns_max) {
            return {};
        }
        const std::size_t column = range->first.column - 1;
        auto row = first_row_from(range->first.row);
        if (row == table_.rows.end() || row->number != range->first.row ||
            column >= row->cells.size()) {
            return {};
        }
        const std::string covering = row->cells[column].text;
        while (++row != table_.rows.end() && row->number <= range->last.row) {
            if (++covered_ > limits::covered_max) {
                return fail(
                    ErrorCode::limit_exceeded,
                    where_ + "Expected at most " + std::to_string(limits::covered_max) +
                        " merged cells, but it has more"
                );
            }
            row->cells.resize(std::max(row->cells.size(), column + 1));
            row->cells[column] = {covering, true};
        }
        return {};
    }

    const Book& book_;
    std::string where_;
    intake::Table table_;
    std::size_t covered_ = 0;
};

}  // namespace

Result<intake::Table> read_sheet(Package& package, const Book& book, const Sheet& sheet) {
    const auto xml = read_xml(package, sheet.part);
    if (!xml) {
        return tl::unexpected(xml.error());
    }
    SheetReader reader(book, package.file() + ", sheet '" + sheet.name + "', ");
    auto table = reader.read((*xml)->document_element());
    if (table) {
        table->name = sheet.name;
    }
    return table;
}

}  // namespace dunghan::documents
