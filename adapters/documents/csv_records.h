// Octets -> records, one octet at a time: a file may end anywhere in a chunk.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/intake/table.h"

namespace dunghan::documents {

// The character that divides the first lines of `sample` most evenly: '\t', ';' or ','.
[[nodiscard]] char detect_delimiter(std::string_view sample);

class CsvRecords {
 public:
    // `file` leads the messages; rows are appended to `table`.
    CsvRecords(std::string file, char delimiter, intake::Table& table)
        : file_(std::move(file)), delimiter_(delimiter), table_(table) {}

    [[nodiscard]] Result<void> feed(std::string_view chunk);
    [[nodiscard]] Result<void> finish();

 private:
    enum class State : std::uint8_t { at_start, plain, quoted, after_quote };

    [[nodiscard]] Result<void> take(char c);
    [[nodiscard]] Result<void> take_in_quotes(char c);
    [[nodiscard]] Result<void> close_cell();
    [[nodiscard]] Result<void> close_row();
    [[nodiscard]] std::string where() const;

    std::string file_;
    char delimiter_;
    intake::Table& table_;
    State state_ = State::at_start;
    std::string cell_;
    intake::Row row_;
    std::uint32_t line_ = 1;
};

}  // namespace dunghan::documents
