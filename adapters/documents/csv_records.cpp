#include "adapters/documents/csv_records.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

#include "engine/base/limits.h"

#include "adapters/documents/limits.h"
#include "adapters/documents/table_text.h"

namespace dunghan::documents {
namespace {

constexpr std::size_t sample_records = 20;

// How often `delimiter` stands outside quotes, per record.
std::vector<std::size_t> counts_of(std::string_view sample, char delimiter) {
    std::vector<std::size_t> counts(1, 0);
    bool quoted = false;
    for (const char c : sample) {
        quoted = c == '"' ? !quoted : quoted;
        if (quoted) {
            continue;
        }
        if (c == '\n') {
            if (counts.size() == sample_records) {
                return counts;
            }
            counts.push_back(0);
        }
        counts.back() += c == delimiter ? 1U : 0U;
    }
    return counts;
}

// (records that agree, delimiters in each of them)
std::pair<std::size_t, std::size_t> evenness(std::string_view sample, char delimiter) {
    std::map<std::size_t, std::size_t> records_by_count;
    for (const std::size_t count : counts_of(sample, delimiter)) {
        records_by_count[count] += count > 0 ? 1 : 0;
    }
    std::pair<std::size_t, std::size_t> best;
    for (const auto& [count, records] : records_by_count) {
        best = std::max(best, {records, count});
    }
    return best;
}

}  // namespace

char detect_delimiter(std::string_view sample) {
    char best = ',';
    for (const char candidate : {';', '\t'}) {
        if (evenness(sample, candidate) > evenness(sample, best)) {
            best = candidate;
        }
    }
    return best;
}

std::string CsvRecords::where() const {
    return file_ + ", line " + std::to_string(row_.number) + ", column " +
           std::to_string(row_.cells.size() + 1) + ": ";
}

Result<void> CsvRecords::feed(std::string_view chunk) {
    for (const char c : chunk) {
        if (row_.number == 0) {
            row_.number = line_;
        }
        line_ += c == '\n' ? 1U : 0U;
        auto taken = state_ == State::quoted ? take_in_quotes(c) : take(c);
        if (!taken) {
            return taken;
        }
    }
    return {};
}

Result<void> CsvRecords::take_in_quotes(char c) {
    if (c == '"') {
        state_ = State::after_quote;
        return {};
    }
    if (cell_.size() > dunghan::limits::text_octets_max) {
        return fail(
            ErrorCode::limit_exceeded,
            where() + "Expected a closing quotation mark, but none follows within " +
                std::to_string(dunghan::limits::text_octets_max) + " octets"
        );
    }
    cell_ += c;
    return {};
}

Result<void> CsvRecords::take(char c) {
    if (c == delimiter_) {
        return close_cell();
    }
    if (c == '\n') {
        return close_row();
    }
    if (c == '\r') {
        return {};
    }
    if (c == '"' && state_ != State::plain) {
        // A second quotation mark stands for one in the text.
        cell_ += state_ == State::after_quote ? "\"" : "";
        state_ = State::quoted;
        return {};
    }
    if (state_ == State::after_quote) {
        return fail(
            ErrorCode::invalid,
            where() + "Expected the next cell after a closing quotation mark, but got '" +
                std::string(1, c) + "': write a quotation mark inside a cell twice"
        );
    }
    state_ = State::plain;
    cell_ += c;
    return {};
}

Result<void> CsvRecords::close_cell() {
    if (row_.cells.size() == limits::columns_max) {
        return fail(
            ErrorCode::limit_exceeded,
            where() + "Expected at most " + std::to_string(limits::columns_max) +
                " columns, but the row goes on"
        );
    }
    auto text = cell_text(cell_, where());
    if (!text) {
        return tl::unexpected(text.error());
    }
    row_.cells.push_back({*std::move(text), false});
    cell_.clear();
    state_ = State::at_start;
    return {};
}

Result<void> CsvRecords::close_row() {
    if (auto closed = close_cell(); !closed) {
        return closed;
    }
    trim(row_);
    if (!row_.cells.empty()) {
        if (table_.rows.size() == limits::rows_max) {
            return fail(
                ErrorCode::limit_exceeded,
                file_ + ": Expected at most " + std::to_string(limits::rows_max) +
                    " rows, but it has more: split the file"
            );
        }
        row_.cells.shrink_to_fit();
        table_.rows.push_back(std::move(row_));
    }
    row_ = {};
    return {};
}

Result<void> CsvRecords::finish() {
    if (state_ == State::quoted) {
        return fail(
            ErrorCode::invalid, where() + "Expected a closing quotation mark, but the file ends"
        );
    }
    return row_.number == 0 ? Result<void>{} : close_row();
}

}  // namespace dunghan::documents
