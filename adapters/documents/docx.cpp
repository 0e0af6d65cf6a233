#include "adapters/documents/docx.h"

#include <algorithm>

#include "adapters/documents/docx_text.h"
#include "adapters/documents/limits.h"
#include "adapters/documents/table_text.h"
#include "adapters/documents/xml.h"

namespace dunghan::documents {
namespace {

// Content controls and the like stand around what they hold, at any level.
bool is_wrapper(pugi::xml_node node) {
    return is(node, "sdt") || is(node, "sdtContent") || is(node, "customXml") ||
           is(node, "smartTag") || is(node, "ins") || is(node, "moveTo");
}

template <class Visit>
Result<void> for_each_inside(pugi::xml_node node, Visit visit) {
    for (const pugi::xml_node inner : node.children()) {
        auto visited = is_wrapper(inner) ? for_each_inside(inner, visit) : visit(inner);
        if (!visited) {
            return visited;
        }
    }
    return {};
}

bool is_deleted(pugi::xml_node row) {
    return child(child(row, "trPr"), "del");
}

class DocxReader {
 public:
    explicit DocxReader(std::string file) { document_.file = std::move(file); }

    Result<intake::Document> read(pugi::xml_node body) {
        auto done = for_each_inside(body, [&](pugi::xml_node node) { return block(node); });
        if (!done) {
            return tl::unexpected(done.error());
        }
        for (const std::string& line : lines_) {
            document_.body += line.empty() ? "" : line + '\n';
        }
        return std::move(document_);
    }

 private:
    Result<void> block(pugi::xml_node node) {
        if (is(node, "p")) {
            return paragraph(node);
        }
        return is(node, "tbl") ? table(node) : Result<void>{};
    }

    Result<void> paragraph(pugi::xml_node node) {
        auto text = cell_text(paragraph_text(node), document_.file + ", text: ");
        if (!text) {
            return tl::unexpected(text.error());
        }
        lines_.push_back(*std::move(text));
        return {};
    }

    Result<void> table(pugi::xml_node node) {
        intake::Table table;
        table.name = "table " + std::to_string(document_.tables.size() + 1);
        take_caption_lines(std::move(lines_), table, document_.body);
        document_.body += '\n';
        lines_.clear();
        above_.clear();
        row_number_ = 0;
        auto done = for_each_inside(node, [&](pugi::xml_node inner) {
            return is(inner, "tr") && !is_deleted(inner) ? row(inner, table) : Result<void>{};
        });
        take_caption_rows(table);
        document_.tables.push_back(std::move(table));
        return done;
    }

    Result<void> row(pugi::xml_node node, intake::Table& table) {
        intake::Row row;
        row.number = ++row_number_;
        const std::string where =
            document_.file + ", " + table.name + ", row " + std::to_string(row.number) + ": ";
        const auto before = attribute(child(child(node, "trPr"), "gridBefore"), "val");
        row.cells.resize(number_or(before, 0, limits::columns_max));
        auto done = for_each_inside(node, [&](pugi::xml_node inner) {
            return is(inner, "tc") ? cell(inner, row, where) : Result<void>{};
        });
        above_ = row.cells;
        trim(row);
        table.rows.push_back(std::move(row));
        return done;
    }

    Result<void> cell(pugi::xml_node node, intake::Row& row, const std::string& where) {
        const std::size_t column = row.cells.size();
        if (column >= limits::columns_max) {
            return fail(
                ErrorCode::limit_exceeded,
                where + "Expected at most " + std::to_string(limits::columns_max) +
                    " columns, but it has more"
            );
        }
        const pugi::xml_node properties = child(node, "tcPr");
        const pugi::xml_node merge = child(properties, "vMerge");
        intake::Cell cell;
        cell.covered = merge && attribute(merge, "val") != "restart" && column < above_.size();
        if (cell.covered) {
            cell.text = above_[column].text;
        } else {
            auto text = cell_text(block_text(node), where);
            if (!text) {
                return tl::unexpected(text.error());
            }
            cell.text = *std::move(text);
        }
        row.cells.push_back(std::move(cell));
        const std::size_t span = number_or(
            attribute(child(properties, "gridSpan"), "val"), 1, limits::columns_max - column
        );
        row.cells.resize(column + std::max<std::size_t>(span, 1));
        return {};
    }

    intake::Document document_;
    std::vector<std::string> lines_;  // since the last table
    std::vector<intake::Cell> above_;
    std::uint32_t row_number_ = 0;
};

}  // namespace

Result<intake::Document> read_docx(pugi::xml_node root, const std::string& file) {
    return DocxReader(file).read(child(root, "body"));
}

}  // namespace dunghan::documents
