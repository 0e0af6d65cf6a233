// Rows of one view, asked for one by one: two stores can be walked side by side.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/port/store.h"

namespace dunghan::forecast {

class RowCursor {
 public:
    using Row = std::pair<std::string, std::string>;  // key, value

    RowCursor(const Store& store, View view) : store_(store), view_(view) {}

    // The row the cursor stands at, in key order; null after the last one. Errors: the store's.
    [[nodiscard]] Result<const Row*> row() {
        if (at_ == page_.size() && !last_page_) {
            if (const auto read = read_page(); !read) {
                return tl::unexpected(read.error());
            }
        }
        return at_ < page_.size() ? &page_[at_] : nullptr;
    }

    void advance() { ++at_; }

 private:
    static constexpr std::size_t rows_per_page = 1024;

    Result<void> read_page() {
        page_.clear();
        at_ = 0;
        const auto read = store_.scan(view_, from_, {}, [&](auto key, auto value) {
            page_.emplace_back(key, value);
            return page_.size() < rows_per_page;
        });
        last_page_ = page_.size() < rows_per_page;
        if (!page_.empty()) {
            from_ = page_.back().first + '\0';
        }
        return read;
    }

    const Store& store_;
    View view_;
    std::vector<Row> page_;
    std::size_t at_ = 0;
    bool last_page_ = false;
    std::string from_;
};

}  // namespace dunghan::forecast
