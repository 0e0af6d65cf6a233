// What the three kinds of rows share while a document is read: reading names and deadlines of a
// cell, setting cells aside, and refusing a code that was there before.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/intake/facts.h"
#include "engine/intake/rows.h"

namespace dunghan::intake {

class Reading {
 public:
    Reading(const NameIndex& names, const ReadOptions& options)
        : names_(names), options_(options) {}

    [[nodiscard]] const ReadOptions& options() const { return options_; }

    [[nodiscard]] Facts& facts() { return facts_; }

    // A second fact with a kind and code is set aside: one row speaks for one task.
    void add(Fact fact);

 private:
    friend class TableReading;

    [[nodiscard]] const std::vector<Party>& parties_in(const std::string& cell);
    [[nodiscard]] const std::vector<Milestone>& deadlines_in(const std::string& cell);

    const NameIndex& names_;
    const ReadOptions& options_;
    Facts facts_;
    std::set<std::pair<task::Kind, std::string>> seen_;
    // A plan repeats its cells: "Các sở, ban, ngành" stands in every second row.
    std::map<std::string, std::vector<Party>> parties_;
    std::map<std::string, std::vector<Milestone>> deadlines_;
};

// The same for one table.
class TableReading {
 public:
    TableReading(Reading& reading, const Table& table, const Layout& layout)
        : reading_(reading), table_(table), layout_(layout) {}

    [[nodiscard]] const Layout& layout() const { return layout_; }

    [[nodiscard]] const Table& table() const { return table_; }

    [[nodiscard]] const ReadOptions& options() const { return reading_.options(); }

    [[nodiscard]] const std::string& text(const Line& line, Column column) const {
        return line.text(layout_, column);
    }

    // Kind, code, place, section and holders.
    [[nodiscard]] Fact fact_of(const Line& line, std::string code);

    [[nodiscard]] std::vector<Party> parties(
        const Line& line, Column column, const std::string& task
    );
    [[nodiscard]] std::vector<Milestone> deadlines(const Line& line, const std::string& task);

    void set_aside(const Line& line, Column column, const std::string& task, std::string why);
    void set_aside(
        const Line& line,
        std::string heading,
        std::string raw,
        const std::string& task,
        std::string why
    );

    void add(Fact fact) { reading_.add(std::move(fact)); }

 private:
    Reading& reading_;
    const Table& table_;
    const Layout& layout_;
};

}  // namespace dunghan::intake
