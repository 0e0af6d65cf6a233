// Tables as a test tells them: "1.1 | Kế hoạch | Sở Y tế | Tháng 5/2022 | HT", one line a row; a
// cell of '^' continues the one above (merged down).
#pragma once

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/text.h"
#include "engine/intake/facts.h"

#include "tests/support/sample_directory.h"

namespace dunghan::tests {

inline std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells(1);
    for (const char c : line) {
        if (c == '|') {
            cells.emplace_back();
        } else {
            cells.back() += c;
        }
    }
    for (std::string& cell : cells) {
        cell = squeeze(cell);
    }
    return cells;
}

inline intake::Table table_of(const std::vector<std::string>& lines, std::string caption = "") {
    intake::Table table{"Phụ lục I", std::move(caption), {}};
    for (const std::string& line : lines) {
        intake::Row row;
        row.number = static_cast<std::uint32_t>(table.rows.size() + 1);
        for (const std::string& cell : cells_of(line)) {
            const bool covered = cell == "^";
            const std::size_t column = row.cells.size();
            row.cells.push_back({covered ? table.rows.back().cells.at(column).text : cell, covered}
            );
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

inline intake::Facts facts_of(
    std::vector<intake::Table> tables,
    const intake::ReadOptions& options = {},
    std::string body = ""
) {
    const intake::Document document{"plan.docx", std::move(tables), std::move(body)};
    const auto facts = intake::facts_of(document, NameIndex(sample_directory()), options);
    EXPECT_TRUE(facts.has_value()) << (facts ? "" : facts.error().detail);
    return facts.value_or(intake::Facts{});
}

inline std::vector<std::string> codes_of(const intake::Facts& facts) {
    std::vector<std::string> codes;
    for (const intake::Fact& fact : facts.facts) {
        codes.push_back(fact.code);
    }
    return codes;
}

}  // namespace dunghan::tests
