#include "adapters/documents/txt.h"

#include <algorithm>

#include "adapters/documents/limits.h"
#include "adapters/documents/markup.h"
#include "adapters/documents/table_text.h"

namespace dunghan::documents {
namespace {

class TxtReader {
 public:
    explicit TxtReader(std::string file) { document_.file = std::move(file); }

    Result<void> line(std::string_view text) {
        ++number_;
        if (text.find('\t') != std::string_view::npos) {
            return row(text);
        }
        const std::string where = document_.file + ", line " + std::to_string(number_) + ": ";
        auto plain = cell_text(plain_line(text), where);
        if (!plain) {
            return tl::unexpected(plain.error());
        }
        in_table_ = in_table_ && plain->empty();
        lines_.push_back(*std::move(plain));
        return {};
    }

    intake::Document finish() && {
        for (const std::string& line : lines_) {
            document_.body += line + '\n';
        }
        std::for_each(document_.tables.begin(), document_.tables.end(), take_caption_rows);
        return std::move(document_);
    }

 private:
    Result<void> row(std::string_view text) {
        if (!in_table_) {
            begin_table();
        }
        intake::Row row;
        row.number = number_;
        for (std::size_t at = 0; at <= text.size();) {
            const std::size_t end = std::min(text.find('\t', at), text.size());
            if (auto done = cell(text.substr(at, end - at), row); !done) {
                return done;
            }
            at = end + 1;
        }
        trim(row);
        if (!row.cells.empty()) {
            document_.tables.back().rows.push_back(std::move(row));
        }
        return {};
    }

    void begin_table() {
        intake::Table table;
        table.name = "table " + std::to_string(document_.tables.size() + 1);
        take_caption_lines(std::move(lines_), table, document_.body);
        document_.body += '\n';
        lines_.clear();
        document_.tables.push_back(std::move(table));
        in_table_ = true;
    }

    Result<void> cell(std::string_view text, intake::Row& row) const {
        const std::string where = document_.file + ", line " + std::to_string(row.number) +
                                  ", column " + std::to_string(row.cells.size() + 1) + ": ";
        auto read = cell_text(without_markup(text), where);
        if (!read) {
            return tl::unexpected(read.error());
        }
        if (row.cells.size() == limits::columns_max) {
            return fail(ErrorCode::limit_exceeded, where + "Expected no more columns, but got one");
        }
        row.cells.push_back({*std::move(read), false});
        return {};
    }

    intake::Document document_;
    std::vector<std::string> lines_;  // of text since the last table
    std::uint32_t number_ = 0;
    bool in_table_ = false;
};

}  // namespace

Result<intake::Document> read_txt(std::string_view text, std::string file) {
    TxtReader reader(std::move(file));
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (auto done = reader.line(text.substr(0, end)); !done) {
            return tl::unexpected(done.error());
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return std::move(reader).finish();
}

}  // namespace dunghan::documents
